#include "modules/cases/actions/inputs.h"
#include "modules/cases/actions/near.h"
#include "modules/cases/store/case_store.h"
#include "platform/auth/auth.h"
#include "platform/services.h"

namespace weicheng::cases {

std::optional<SealedContact> seal_contact(const Services& services, std::string_view name,
                                          std::string_view phone) {
    if (name.empty() && phone.empty()) return std::nullopt;
    const auto sealed = [&](std::string_view text) {
        return text.empty() ? std::string() : services.secrets->seal(text);
    };
    return SealedContact{sealed(name), sealed(phone)};
}

/// A report judged, with what follows from it, before anything is written.
struct Opening {
    LoadedInputs loaded;
    std::vector<Change> chain;
};

static Result<Opening> judge_opening(db::Tx& tx, const Caller& caller, const NewReport& report,
                                     Instant now) {
    auto loaded = load_inputs_for_kind(tx, caller.county, report.kind, now);
    if (!loaded) return loaded.refusal();
    const auto place = place_of(tx, caller.county, report.point, report.grid, report.site);
    if (!place) return place.refusal();
    for (const auto& [photos, path] :
         {std::pair{&report.before_photos, report.photos_path},
          std::pair{&report.after_photos, std::string("/after_photos")}})
        if (const auto known = photos_known(tx, caller.county, *photos, path); !known)
            return known.refusal();

    loaded->owners = find_owners(tx, caller.county, *loaded, place->grid, report.site);
    auto opening = judge_report(report, caller, *place, now, loaded->inputs());
    if (!opening) return opening.refusal();
    if (const auto campaign = campaigns::current(tx, caller.county))
        opening->after.campaign = campaign->id;
    find_recurrence(tx, *loaded, opening->after);
    auto chain = with_follow_ups(std::move(*opening), now, *loaded);
    if (!chain) return chain.refusal();
    return Opening{std::move(*loaded), std::move(*chain)};
}

Result<Case> report(db::Tx& tx, const Caller& caller, const NewReport& report, Instant now) {
    auto opening = judge_opening(tx, caller, report, now);
    if (!opening) return opening.refusal();
    auto saved = save(tx, caller, std::move(opening->chain),
                      opening->loaded.rules->get<NumberFormats>().case_number, now);
    if (saved && report.contact) put_contact(tx, caller.county, saved->id, *report.contact);
    return saved;
}

static void append(std::vector<Entry>& life, std::vector<Change> chain, const Caller& who,
                   Instant at) {
    for (auto& change : chain)
        life.push_back({std::move(change), who, at});
}

Result<Case> replay(db::Tx& tx, const Caller& reporter, const NewReport& report, Instant at,
                    const NextStep& next) {
    auto opening = judge_opening(tx, reporter, report, at);
    if (!opening) return opening.refusal();
    const auto& loaded = opening->loaded;
    std::vector<Entry> life;
    append(life, std::move(opening->chain), reporter, at);
    while (const auto step = next(life.back().change.after)) {
        auto inputs = loaded.inputs();
        inputs.body_stands = true;
        auto made = judge_move(life.back().change.after, step->move, step->who, step->at, inputs);
        if (!made) return made.refusal();
        auto chain = with_follow_ups(std::move(*made), step->at, loaded);
        if (!chain) return chain.refusal();
        append(life, std::move(*chain), step->who, step->at);
    }
    return save(tx, std::move(life), loaded.rules->get<NumberFormats>().case_number);
}

} // namespace weicheng::cases
