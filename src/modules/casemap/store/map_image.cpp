#include "modules/casemap/store/map_image.h"

#include <algorithm>
#include <set>

namespace weicheng::casemap {

// ---- queries ----

static const db::Sql of_county = R"(
    SELECT c.id, c.lon_e7, c.lat_e7, c.state, c.kind, c.source, c.grid_id, c.block_body_id,
        c.line_body_id, c.handling_body_id, c.reporter_id, c.stage_amber_at, c.stage_due_at,
        c.stage_deep_red_at
    FROM case_points_v c WHERE c.county_id = $1)";

static const db::Query select_map{"casemap.select_map",
                                  of_county + " AND c.id > $2 ORDER BY c.id LIMIT $3"};
static const db::Query select_map_of_box{"casemap.select_map_of_box", of_county + R"(
    AND c.lon_e7 >= $2 AND c.lon_e7 <= $3 AND c.lat_e7 >= $4 AND c.lat_e7 <= $5 ORDER BY c.id)"};
static const db::Query select_map_case{"casemap.select_map_case", of_county + " AND c.id = $2"};
static const db::Query select_map_card{"casemap.select_map_card", R"(
    SELECT id, number, kind, state, summary FROM cases_v WHERE county_id = $1 AND id = $2)"};

// ---- keeping ----

/// The side of a square of the index, in ten-millionths of a degree: some 100 m, since a quarter of
/// a town may hold thousands of cases.
static constexpr std::int64_t side_e7 = 10'000;
static constexpr std::int64_t squares_per_column = 1'000'000;
static constexpr int most_read = 20'000; // rows at once
static constexpr std::uint32_t no_slot = ~std::uint32_t{0};

static std::int64_t column_of(std::int64_t e7) {
    return e7 >= 0 ? e7 / side_e7 : (e7 - side_e7 + 1) / side_e7;
}

std::int64_t MapImage::square_of(MapPoint point) {
    return column_of(point.lon_e7) * squares_per_column + column_of(point.lat_e7);
}

std::uint16_t MapImage::code_number(std::string_view code) {
    const auto next = static_cast<std::uint16_t>(codes_.size() + 1);
    return codes_.try_emplace(std::string(code), next).first->second;
}

std::uint32_t MapImage::slot_of(std::int64_t id) const {
    const auto end = ids_.begin() + static_cast<std::ptrdiff_t>(sorted_);
    const auto found = std::lower_bound(ids_.begin(), end, id);
    if (found != end && *found == id) return static_cast<std::uint32_t>(found - ids_.begin());
    const auto later = later_.find(id);
    return later == later_.end() ? no_slot : later->second;
}

std::uint32_t MapImage::new_slot(std::int64_t id) {
    const auto slot = static_cast<std::uint32_t>(ids_.size());
    if (sorted_ == ids_.size() && (slot == 0 || ids_.back() < id))
        ++sorted_;
    else
        later_.emplace(id, slot);
    ids_.push_back(id);
    points_.emplace_back();
    profiles_of_slots_.emplace_back();
    return slot;
}

void MapImage::place(std::uint32_t slot, MapPoint point, bool is_new) {
    if (!is_new && points_[slot] == point) return;
    if (!is_new) std::erase(squares_[square_of(points_[slot])], slot);
    points_[slot] = point;
    squares_[square_of(point)].push_back(slot);
}

MapProfile MapImage::profile_of(const db::Row& row) {
    const auto number = [&](int column) { return row.is_null(column) ? 0 : row.integer(column); };
    MapProfile profile;
    profile.state = from_name<cases::State>(row.text(3)).value();
    profile.kind = code_number(row.text(4));
    profile.source = code_number(row.text(5));
    profile.grid = grids_.of(number(6));
    profile.block = bodies_.of(number(7));
    profile.line = bodies_.of(number(8));
    profile.handling = bodies_.of(number(9));
    profile.reporter = reporters_.of(number(10));
    profile.timed = !row.is_null(12);
    return profile;
}

std::uint32_t MapImage::profile_number(const MapProfile& profile) {
    const auto next = static_cast<std::uint32_t>(profiles_.size());
    const auto [found, is_new] = profile_numbers_.try_emplace(profile, next);
    if (is_new) profiles_.push_back(profile);
    return found->second;
}

void MapImage::set_limit(std::uint32_t slot, const db::Row& row, bool timed) {
    if (timed)
        limits_[slot] = {row.get<Instant>(12), row.get<Instant>(11), row.get<Instant>(13)};
    else
        limits_.erase(slot);
}

void MapImage::put(const db::Row& row) {
    const auto id = row.integer(0);
    auto slot = slot_of(id);
    const bool is_new = slot == no_slot;
    if (is_new) slot = new_slot(id);
    place(slot,
          {static_cast<std::int32_t>(row.integer(1)), static_cast<std::int32_t>(row.integer(2))},
          is_new);
    const auto profile = profile_of(row);
    profiles_of_slots_[slot] = profile_number(profile);
    set_limit(slot, row, profile.timed);
}

std::unique_ptr<MapImage> MapImage::of_county(db::Tx& tx, CountyId county) {
    std::unique_ptr<MapImage> image(new MapImage(county));
    for (int read = most_read; read == most_read;) {
        const auto last = image->ids_.empty() ? 0 : image->ids_.back();
        read = 0;
        tx.each(select_map, {county, last, most_read}, [&](const db::Row& row) {
            image->put(row);
            ++read;
        });
    }
    return image;
}

std::unique_ptr<MapImage> MapImage::of_box(db::Tx& tx, CountyId county, const MapBox& box) {
    std::unique_ptr<MapImage> image(new MapImage(county));
    tx.each(select_map_of_box,
            {county, box.least.lon_e7, box.most.lon_e7, box.least.lat_e7, box.most.lat_e7},
            [&](const db::Row& row) { image->put(row); });
    return image;
}

void MapImage::take(db::Tx& tx, const std::vector<facts::RecordedFact>& news) {
    std::set<std::int64_t> changed;
    for (const auto& each : news)
        if (each.fact.subject_kind == "case") changed.insert(each.fact.subject);
    for (const auto id : changed)
        tx.each(select_map_case, {county_, id}, [&](const db::Row& row) { put(row); });
}

// ---- looking ----

/// The filter in the image's numbers.
struct MapImage::Wanted {
    unsigned states = 0, lights = 0;            // bits; 0: all
    std::uint16_t kind = 0, grid = 0, body = 0; // 0: all
    std::vector<std::uint16_t> sources;         // empty: all

    Wanted(const MapImage& image, const cases::CaseFilter& filter) {
        for (const auto state : filter.state)
            states |= 1U << static_cast<unsigned>(state);
        for (const auto light : filter.light)
            lights |= 1U << static_cast<unsigned>(light);
        const auto number_of = [&](const std::string& code) {
            constexpr auto nothing = static_cast<std::uint16_t>(-1);
            const auto found = image.codes_.find(code);
            return found == image.codes_.end() ? nothing : found->second;
        };
        if (const auto code = filter.kind.value_or(""); !code.empty()) kind = number_of(code);
        for (const auto& source : filter.source)
            sources.push_back(number_of(source));
        if (filter.grid_id) grid = image.grids_.find(filter.grid_id->value);
        if (filter.body_id) body = image.bodies_.find(filter.body_id->value);
    }
    bool takes(const MapProfile& one) const {
        const auto in = [](unsigned bits, auto which) {
            return bits == 0 || (bits & 1U << static_cast<unsigned>(which)) != 0;
        };
        return in(states, one.state) && comes_from(one.source) && (kind == 0 || one.kind == kind) &&
               (grid == 0 || one.grid == grid) &&
               (body == 0 || one.block == body || one.line == body || one.handling == body);
    }
    bool comes_from(std::uint16_t source) const {
        return sources.empty() ||
               std::find(sources.begin(), sources.end(), source) != sources.end();
    }
    bool takes(cases::Light light) const {
        return lights == 0 || (lights & 1U << static_cast<unsigned>(light)) != 0;
    }
};

/// What is asked of many cases at once. Of a whole county each profile is judged once; for a small
/// box making room for all verdicts would cost more than judging.
class MapImage::Verdicts {
  public:
    Verdicts(const MapImage& image, const cases::CaseFilter& filter, const Caller& caller)
        : image_(image), sight_(cases::sight_of(caller)), wanted_(image, filter) {}

    void remember() { known_.resize(image_.profiles_.size(), Verdict::unknown); }
    bool takes(std::uint32_t profile) {
        if (known_.empty()) return judge(image_.profiles_[profile]);
        auto& verdict = known_[profile];
        if (verdict == Verdict::unknown)
            verdict = judge(image_.profiles_[profile]) ? Verdict::yes : Verdict::no;
        return verdict == Verdict::yes;
    }
    bool takes(cases::Light light) const { return wanted_.takes(light); }
    bool asks_for_lights() const { return wanted_.lights != 0; }

  private:
    enum class Verdict : char { unknown, yes, no };

    bool judge(const MapProfile& one) const {
        if (!wanted_.takes(one)) return false;
        const auto& bodies = image_.bodies_.ids();
        return sight_.has({BodyId{bodies[one.block]}, BodyId{bodies[one.line]},
                           BodyId{bodies[one.handling]},
                           AccountId{image_.reporters_.ids()[one.reporter]}});
    }

    const MapImage& image_;
    const cases::Sight sight_;
    const Wanted wanted_;
    std::vector<Verdict> known_;
};

cases::Light MapImage::light_at(std::uint32_t slot, const MapProfile& profile, Instant now) const {
    std::optional<cases::StageLimit> limit;
    if (profile.timed) limit = limits_.at(slot);
    return cases::light_of(profile.state, limit, now);
}

void MapImage::gather(const MapBox& box, const cases::CaseFilter& filter, const Caller& caller,
                      Instant now, Clusters& clusters) const {
    Verdicts verdicts(*this, filter, caller);
    const auto look_at = [&](const std::vector<std::uint32_t>& slots) {
        for (const auto slot : slots) {
            const Point point{points_[slot].lon_e7, points_[slot].lat_e7};
            if (!box.holds(point)) continue;
            const auto profile = profiles_of_slots_[slot];
            if (!verdicts.takes(profile)) continue;
            const auto light = light_at(slot, profiles_[profile], now);
            if (verdicts.takes(light)) clusters.add(point, light, cases::CaseId{ids_[slot]});
        }
    };
    const auto west = column_of(box.least.lon_e7), east = column_of(box.most.lon_e7);
    const auto south = column_of(box.least.lat_e7), north = column_of(box.most.lat_e7);
    const auto columns = static_cast<std::uint64_t>(east - west + 1);
    const auto rows = static_cast<std::uint64_t>(north - south + 1);
    if (columns * rows > squares_.size()) { // a wide box: over what there is
        verdicts.remember();
        for (const auto& [square, slots] : squares_)
            look_at(slots);
        return;
    }
    for (auto column = west; column <= east; ++column)
        for (auto row = south; row <= north; ++row)
            if (const auto found = squares_.find(column * squares_per_column + row);
                found != squares_.end())
                look_at(found->second);
}

std::map<places::GridId, std::int64_t> MapImage::by_grid(const cases::CaseFilter& filter,
                                                         const Caller& caller, Instant now) const {
    Verdicts verdicts(*this, filter, caller);
    verdicts.remember();
    std::vector<std::int64_t> counts(grids_.ids().size());
    for (std::uint32_t slot = 0; slot < ids_.size(); ++slot) {
        const auto number = profiles_of_slots_[slot];
        if (!verdicts.takes(number)) continue;
        const auto& profile = profiles_[number];
        if (!verdicts.asks_for_lights() || verdicts.takes(light_at(slot, profile, now)))
            ++counts[profile.grid];
    }
    std::map<places::GridId, std::int64_t> found;
    for (std::size_t i = 1; i < counts.size(); ++i)
        if (counts[i] != 0) found[places::GridId{grids_.ids()[i]}] = counts[i];
    return found;
}

std::optional<MapCard> map_card(db::Tx& tx, CountyId county, cases::CaseId id) {
    return tx.first(select_map_card, {county, id}, [](const db::Row& row) {
        return MapCard{row.get<cases::CaseId>(0), row.get<std::string>(1), row.get<std::string>(2),
                       from_name<cases::State>(row.text(3)).value(), row.get<std::string>(4)};
    });
}

} // namespace weicheng::casemap
