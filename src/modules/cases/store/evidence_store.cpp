#include "modules/cases/store/evidence_store.h"

#include "modules/cases/rules/permission.h"
#include "modules/cases/store/case_store.h"
#include "platform/files/files.h"
#include "platform/geo/geo.h"

#include <algorithm>
#include <map>

namespace weicheng::cases {

static const db::Query select_photo_uses{"cases.select_photo_uses", R"(
    SELECT p.case_id, p.role, p.period, c.number FROM case_photos p
    JOIN cases c ON c.county_id = p.county_id AND c.id = p.case_id
    WHERE p.county_id = $1 AND p.sha256 = $2 ORDER BY p.id LIMIT $3)"};

static constexpr int uses_looked_at = 20, copies_looked_at = 10;
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

static bool is_of_doer(const Case& one, const Photo& photo) {
    if (photo.role != PhotoRole::after) return false;
    if (one.doers.empty()) return true;
    return std::any_of(one.doers.begin(), one.doers.end(),
                       [&](const Doer& doer) { return doer.account == photo.added_by; });
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

/// The other cases (and earlier periods) in which `sha256` is used, as uses of a photo of `one`.
static void add_uses(db::Tx& tx, const Case& one, const Caller& reader, const std::string& photo,
                     const std::string& sha256, std::vector<OtherUse>& uses) {
    auto found =
        tx.rows(select_photo_uses, {one.county, sha256, uses_looked_at}, [&](const db::Row& row) {
            OtherUse use{photo, sha256, sha256 != photo, row.get<CaseId>(0), {}, {}, 1, false};
            use.role = from_name<PhotoRole>(row.text(1)).value();
            use.period = row.get<int>(2);
            use.number = row.get<std::string>(3);
            return use;
        });
    for (auto& use : found) {
        const bool itself = use.in == one.id && use.period == one.period;
        if (itself) continue;
        if (use.in != one.id) {
            const auto other = load(tx, one.county, use.in);
            use.reader_may_see = other && may_see(*other, reader);
        }
        uses.push_back(std::move(use));
    }
}

static std::vector<OtherUse> other_uses(db::Tx& tx, const Case& one, const Caller& reader, int bits,
                                        const std::vector<ProofPhoto>& proof, Pictures& pictures) {
    std::vector<OtherUse> uses;
    for (const auto& photo : proof) {
        add_uses(tx, one, reader, photo.sha256, photo.sha256, uses);
        const auto& known = pictures[photo.sha256];
        if (!known || !known->print) continue;
        auto copies = files::near_copies(tx, one.county, photo.sha256, *known->print,
                                         std::min(bits, files::most_near_bits));
        if (copies.size() > copies_looked_at) copies.resize(copies_looked_at);
        for (const auto& copy : copies)
            add_uses(tx, one, reader, photo.sha256, copy.sha256, uses);
    }
    // One the reader may look at before one he may only hear of.
    std::stable_sort(uses.begin(), uses.end(), [](const OtherUse& a, const OtherUse& b) {
        return a.reader_may_see > b.reader_may_see;
    });
    return uses;
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
    for (const auto& stage : stages_of(tx, one.county, one.id)) {
        if (stage.period != one.period) continue;
        if (!evidence.problem_since) evidence.problem_since = stage.entered_at;
        const bool of_unit = stage.stage == State::handling || stage.stage == State::handled;
        if (!of_unit || !stage.left_at) continue;
        evidence.handed_in_at = stage.left_at;
        evidence.due_at = stage.due_at;
    }
    // Mended first, reported then: the camera was there before the report by right.
    if (one.mended_on_spot && one.period == 1) evidence.problem_since = one.found_at;
}

Evidence evidence_of(db::Tx& tx, const Case& one, const Caller& reader,
                     const rulebook::EvidenceRules& rules) {
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

} // namespace weicheng::cases
