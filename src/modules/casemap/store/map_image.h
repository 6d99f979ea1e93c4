// The cases of a county in memory, for the map: where each lies, who sees it, what its light is.
// Fed by the follower of platform/facts; used by the http room.
#pragma once

#include "modules/casemap/rules/clusters.h"
#include "platform/facts/follower.h"

#include <map>
#include <unordered_map>

namespace weicheng::casemap {

/// What filters and permissions ask of a case, in the image's numbers; the same for many cases.
struct MapProfile {
    cases::State state = cases::State::reported;
    bool timed = false; // its stage has a limit
    std::uint16_t kind = 0, source = 0, grid = 0, block = 0, line = 0, handling = 0;
    std::uint32_t reporter = 0;

    auto operator<=>(const MapProfile&) const = default;
};

/// Where a case lies, in ten-millionths of a degree.
struct MapPoint {
    std::int32_t lon_e7 = 0, lat_e7 = 0;

    bool operator==(const MapPoint&) const = default;
};

class MapImage : public facts::Image {
  public:
    /// Everything the county has.
    static std::unique_ptr<MapImage> of_county(db::Tx& tx, CountyId county);
    /// What lies in the box only, read from the tables: the answer while there is no image yet.
    static std::unique_ptr<MapImage> of_box(db::Tx& tx, CountyId county, const MapBox& box);

    void take(db::Tx& tx, const std::vector<facts::RecordedFact>& news) override;

    /// Gathers what the caller sees of the box and the filter lets through.
    void gather(const MapBox& box, const cases::CaseFilter& filter, const Caller& caller,
                Instant now, Clusters& clusters) const;
    /// How many of what the caller sees and the filter lets through lie in each grid; grids without
    /// such cases and cases outside all grids are left out.
    std::map<places::GridId, std::int64_t> by_grid(const cases::CaseFilter& filter,
                                                   const Caller& caller, Instant now) const;
    std::size_t size() const { return ids_.size(); }

  private:
    /// Small numbers for large ids.
    template <class Small>
    class Numbers {
      public:
        Small of(std::int64_t id) {
            if (id == 0) return 0;
            const auto [found, is_new] = known_.try_emplace(id, next_);
            if (is_new) {
                check(next_ != 0, "the map's numbers are used up");
                ids_.push_back(id);
                ++next_;
            }
            return found->second;
        }
        /// The largest number when it stands for nothing.
        Small find(std::int64_t id) const {
            const auto found = known_.find(id);
            return found == known_.end() ? static_cast<Small>(-1) : found->second;
        }
        const std::vector<std::int64_t>& ids() const { return ids_; } // [0] is nothing

      private:
        std::unordered_map<std::int64_t, Small> known_;
        std::vector<std::int64_t> ids_{0};
        Small next_ = 1;
    };
    struct Wanted;
    class Verdicts;

    explicit MapImage(CountyId county) : county_(county) {}
    void put(const db::Row& row);
    std::uint32_t slot_of(std::int64_t id) const;
    std::uint32_t new_slot(std::int64_t id);
    MapProfile profile_of(const db::Row& row);
    std::uint32_t profile_number(const MapProfile& profile);
    void place(std::uint32_t slot, MapPoint point, bool is_new);
    void set_limit(std::uint32_t slot, const db::Row& row, bool timed);
    cases::Light light_at(std::uint32_t slot, const MapProfile& profile, Instant now) const;
    static std::int64_t square_of(MapPoint point);
    std::uint16_t code_number(std::string_view code);

    CountyId county_;
    // A case is a slot. Twenty bytes each: a county's image may hold a million.
    std::vector<std::int64_t> ids_; // the first `sorted_` in order, later ones as they came
    std::vector<MapPoint> points_;
    std::vector<std::uint32_t> profiles_of_slots_;
    std::size_t sorted_ = 0;
    std::unordered_map<std::int64_t, std::uint32_t> later_;
    std::unordered_map<std::uint32_t, cases::StageLimit> limits_; // by slot, where a clock runs
    std::vector<MapProfile> profiles_;
    std::map<MapProfile, std::uint32_t> profile_numbers_;
    std::unordered_map<std::int64_t, std::vector<std::uint32_t>> squares_;
    Numbers<std::uint16_t> bodies_, grids_;
    Numbers<std::uint32_t> reporters_;
    std::unordered_map<std::string, std::uint16_t> codes_; // of kinds and of sources
};

// ---- what is told of a case that stands alone ----

struct MapCard {
    cases::CaseId id;
    std::string number;
    std::string kind;
    cases::State state = cases::State::reported;
    std::string summary;
};
std::optional<MapCard> map_card(db::Tx& tx, CountyId county, cases::CaseId id);

} // namespace weicheng::casemap
