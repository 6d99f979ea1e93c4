#include "modules/evidence/store/evidence_store.h"

#include "platform/files/files.h"
#include "platform/geo/geo.h"

#include <algorithm>
#include <map>

namespace weicheng::evidence {

using cases::Case;
using cases::CaseId;
using cases::PhotoRole;

static const db::Query select_photo_uses{"evidence.select_photo_uses", R"(
    SELECT p.case_id, p.role, p.period, c.number, c.block_body_id, c.line_body_id,
           c.handling_body_id, c.reporter_id
    FROM case_photos_v p JOIN cases_v c ON c.county_id = p.county_id AND c.id = p.case_id
    WHERE p.county_id = $1 AND p.sha256 = $2 AND p.case_id <> $3 ORDER BY p.id LIMIT $4)"};

static const db::Query select_stages{"evidence.select_stages", R"(
    SELECT stage, entered_at, left_at, due_at FROM case_stages_v
    WHERE county_id = $1 AND case_id = $2 AND period = $3 ORDER BY id)"};

/// Of one picture, and of its copies: beyond them another use is only "another case".
static constexpr int uses_looked_at = 20;
static constexpr std::size_t copies_looked_at = 10;
static constexpr int same_colours_apart = 20; // tenths of a level

namespace {
/// Asks for each picture once.
class Pictures {
  public:
    Pictures(db::Tx& tx, CountyId county) : tx_(tx), county_(county) {}
    const std::optional<files::Photo>& operator[](const std::string& sha256) {
        const auto [known, is_new] = known_.try_emplace(sha256);
        if (is_new) known->second = files::find(tx_, county_, sha256);
        return known->second;
    }

  private:
    db::Tx& tx_;
    CountyId county_;
    std::map<std::string, std::optional<files::Photo>> known_;
};
} // namespace

static bool is_of_doer(const Case& one, const cases::Photo& photo) {
    if (photo.role != PhotoRole::after) return false;
    if (one.doers.empty()) return true;
    return std::any_of(one.doers.begin(), one.doers.end(),
                       [&](const cases::Doer& doer) { return doer.account == photo.added_by; });
}

/// A citizen's pictures prove no work, and where he stood is his own affair.
static std::vector<ProofPhoto> proof_photos(const Case& one, Pictures& pictures) {
    std::vector<ProofPhoto> proof;
    for (const auto& photo : one.photos) {
        if (photo.period != one.period || !photo.added_by) continue;
        ProofPhoto told{photo.sha256, photo.role, is_of_doer(one, photo), {}, {}};
        if (const auto& known = pictures[photo.sha256]) {
            told.taken_at = known->taken_at;
            if (known->taken_where)
                told.metres_away = static_cast<int>(
                    std::min(geo::distance_m(one.point, *known->taken_where), 1e8));
        }
        proof.push_back(std::move(told));
    }
    return proof;
}

namespace {

/// Where else pictures are used: at most one use of a picture is told, so no more are looked for.
class Uses {
  public:
    Uses(db::Tx& tx, const Case& one, const Caller& reader)
        : tx_(tx), one_(one), sight_(cases::sight_of(reader)),
          limit_(sight_.all ? 1 : uses_looked_at) {}

    /// The use that tells the reader most: of a case he may see, else in an earlier period of this
    /// one, else of one he only hears of. The first of the pictures that has such a use.
    std::optional<OtherUse> best_of(const std::vector<std::string>& pictures) {
        std::optional<OtherUse> best;
        for (const auto& sha256 : pictures) {
            const auto use = of(sha256);
            if (use && (!best || rank(*use) > rank(*best))) best = use;
            if (best && best->reader_may_see) break;
        }
        return best;
    }

  private:
    int rank(const OtherUse& use) const {
        return use.reader_may_see ? 2 : use.in == one_.id ? 1 : 0;
    }
    const std::optional<OtherUse>& of(const std::string& sha256) {
        const auto [known, is_new] = known_.try_emplace(sha256);
        if (is_new) known->second = find(sha256);
        return known->second;
    }
    std::optional<OtherUse> find(const std::string& sha256) const;
    std::optional<OtherUse> shown_before(const std::string& sha256) const;

    db::Tx& tx_;
    const Case& one_;
    const cases::Sight sight_;
    const int limit_; // whoever sees every case sees the first
    std::map<std::string, std::optional<OtherUse>> known_;
};

} // namespace

/// In an earlier period of the case itself.
std::optional<OtherUse> Uses::shown_before(const std::string& sha256) const {
    for (const auto& photo : one_.photos)
        if (photo.sha256 == sha256 && photo.period < one_.period)
            return OtherUse{"",          sha256,     false,        one_.id,
                            one_.number, photo.role, photo.period, false};
    return std::nullopt;
}

std::optional<OtherUse> Uses::find(const std::string& sha256) const {
    const auto others = tx_.rows(
        select_photo_uses, {one_.county, sha256, one_.id, limit_}, [&](const db::Row& row) {
            OtherUse use{"", sha256, false, row.get<CaseId>(0), row.get<std::string>(3)};
            use.role = from_name<PhotoRole>(row.text(1)).value();
            use.period = row.get<int>(2);
            use.reader_may_see = sight_.has({row.get<BodyId>(4), row.get<BodyId>(5),
                                             row.get<BodyId>(6), row.get<AccountId>(7)});
            return use;
        });
    const auto seen = std::find_if(others.begin(), others.end(),
                                   [](const OtherUse& use) { return use.reader_may_see; });
    if (seen != others.end()) return *seen;
    if (auto before = shown_before(sha256)) return before;
    return others.empty() ? std::nullopt : std::optional{others.front()};
}

static std::vector<std::string> copies_of(db::Tx& tx, CountyId county, const std::string& photo,
                                          const std::optional<files::Photo>& known, int bits) {
    std::vector<std::string> digests;
    if (!known || !known->print) return digests;
    for (const auto& copy : files::near_copies(tx, county, photo, *known->print,
                                               std::min(bits, files::most_near_bits)))
        if (digests.size() < copies_looked_at) digests.push_back(copy.sha256);
    return digests;
}

static std::vector<OtherUse> other_uses(db::Tx& tx, const Case& one, const Caller& reader, int bits,
                                        const std::vector<ProofPhoto>& proof, Pictures& pictures) {
    std::vector<OtherUse> told;
    Uses uses(tx, one, reader);
    const auto tell = [&](const ProofPhoto& photo, std::optional<OtherUse> use, bool is_copy) {
        if (!use) return;
        use->sha256 = photo.sha256;
        use->is_copy = is_copy;
        told.push_back(std::move(*use));
    };
    for (const auto& photo : proof) {
        tell(photo, uses.best_of({photo.sha256}), false);
        const auto copies = copies_of(tx, one.county, photo.sha256, pictures[photo.sha256], bits);
        tell(photo, uses.best_of(copies), true);
    }
    return told;
}

/// The pictures of the problem: of this period, else of the latest one that has any.
static std::vector<std::string> problem_photos(const Case& one) {
    for (int period = one.period; period > 0; --period) {
        std::vector<std::string> digests;
        for (const auto& photo : one.photos)
            if (photo.period == period && photo.role == PhotoRole::before)
                digests.push_back(photo.sha256);
        if (!digests.empty()) return digests;
    }
    return {};
}

static std::vector<ViewPair> view_pairs(const Case& one, const std::vector<ProofPhoto>& proof,
                                        Pictures& pictures) {
    std::vector<ViewPair> pairs;
    const auto problem = problem_photos(one);
    for (const auto& photo : proof) {
        if (!photo.by_doer) continue;
        const auto& after = pictures[photo.sha256];
        if (!after || !after->print) continue;
        for (const auto& sha256 : problem) {
            const auto& before = pictures[sha256];
            if (!before || !before->print) continue;
            const auto alike = files::likeness(*after->print, *before->print);
            pairs.push_back({photo.sha256, sha256, alike.still_percent, alike.shifted_percent,
                             alike.colour_apart <= same_colours_apart});
        }
    }
    return pairs;
}

/// When the unit last handed in its work in this period, and the limit as it stood then.
static void add_times(db::Tx& tx, const Case& one, Evidence& evidence) {
    tx.each(select_stages, {one.county, one.id, one.period}, [&](const db::Row& row) {
        if (!evidence.problem_since) evidence.problem_since = row.get<Instant>(1);
        const auto stage = from_name<cases::State>(row.text(0)).value();
        const bool of_unit = stage == cases::State::handling || stage == cases::State::handled;
        if (!of_unit || row.is_null(2)) return;
        evidence.handed_in_at = row.get<std::optional<Instant>>(2);
        evidence.due_at = row.get<std::optional<Instant>>(3);
    });
    // Mended first, reported then: the camera was there before the report by right.
    if (one.mended_on_spot && one.period == 1) evidence.problem_since = one.found_at;
}

Evidence evidence_of(db::Tx& tx, const Case& one, const Caller& reader,
                     const EvidenceRules& rules) {
    Pictures pictures(tx, one.county);
    Evidence evidence;
    evidence.id = one.id;
    evidence.period = one.period;
    evidence.photos = proof_photos(one, pictures);
    evidence.uses = other_uses(tx, one, reader, rules.near_same_bits, evidence.photos, pictures);
    evidence.pairs = view_pairs(one, evidence.photos, pictures);
    add_times(tx, one, evidence);
    return evidence;
}

} // namespace weicheng::evidence
