#include "modules/places/rules/place_rules.h"

#include "foundation/text.h"

#include <algorithm>
#include <cmath>

namespace weicheng::places::rules {

static std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const auto& name : names)
        (text += text.empty() ? "" : "、") += name;
    return text;
}

static std::vector<std::string> names_of(const std::vector<GridName>& grids) {
    std::vector<std::string> names;
    for (const auto& grid : grids)
        names.push_back(grid.name);
    return names;
}

Result<GridName> judge_place(const Sighting& sighting, std::optional<GridId> chosen) {
    if (!sighting.inside)
        return Refusal{sighting.swapped_inside ? "place.looks_swapped" : "place.outside_county"};
    if (chosen) {
        const auto& grids = sighting.grids;
        const auto found = std::find_if(grids.begin(), grids.end(),
                                        [&](const GridName& grid) { return grid.id == *chosen; });
        if (found == grids.end())
            return Refusal{"place.not_in_chosen_grid", {{"grids", joined(names_of(grids))}}};
        return *found;
    }
    if (sighting.grids.size() > 1)
        return Refusal{"place.in_two_grids", {{"grids", joined(names_of(sighting.grids))}}};
    return sighting.grids.empty() ? GridName{} : sighting.grids.front();
}

static bool is_code(std::string_view text) {
    return !text.empty() && text.size() <= 40 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
               c == '-' || c == '_' || c == '.';
    });
}

static bool is_name(std::string_view text) {
    return is_clean_utf8(text) && !trimmed(text).empty() && count_code_points(text) <= 60;
}

Result<void> judge_map_power(const Caller& caller) {
    if (caller.may_in_county("places.edit")) return {};
    return Refusal{"auth.power_missing", {{"power", "places.edit"}}};
}

Result<void> judge_layer_name(std::string_view name) {
    const bool plain =
        !name.empty() && name.size() <= 40 && std::all_of(name.begin(), name.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
        });
    if (!plain) return refuse_at("/name", "map_layer.name_wrong");
    return {};
}

static Result<void> judge_code_and_name(const std::string& code, const std::string& name) {
    if (!is_code(code)) return refuse_at("/code", "place.code_wrong");
    if (!is_name(name)) return refuse_at("/name", "place.name_wrong");
    return {};
}

static Result<void> judge_body(std::string path, BodyId named,
                               const std::optional<people::Body>& body) {
    if (!named) return {};
    if (!body) return refuse_at(std::move(path), "body.unknown_reference");
    if (!body->stands())
        return refuse_at(std::move(path), "body.has_ended",
                         {{"name", body->name}, {"valid_to", to_text(*body->valid_to)}});
    return {};
}

Result<void> judge_new_grid(const Caller& caller, const NewGrid& grid,
                            const GridFindings& findings) {
    if (auto power = judge_map_power(caller); !power) return power;
    if (auto words = judge_code_and_name(grid.code, grid.name); !words) return words;
    if (!is_name(grid.community)) return refuse_at("/community", "place.name_wrong");
    if (findings.code_taken) return refuse_at("/code", "grid.code_taken", {{"code", grid.code}});
    if (auto body = judge_body("/body_id", grid.body, findings.body); !body) return body;
    if (grid.leader && !findings.leader_known)
        return refuse_at("/leader_person_id", "person.unknown_reference");
    if (!findings.fault_en.empty())
        return refuse_at("/polygon", "place.polygon_broken",
                         {{"fault_zh", findings.fault_zh}, {"fault_en", findings.fault_en}});
    if (findings.outside_m2 > allowed_outside_m2)
        return refuse_at("/polygon", "grid.outside_county",
                         {{"square_metres", std::to_string(std::llround(findings.outside_m2))}});
    if (!findings.overlapped.empty())
        return refuse_at("/polygon", "grid.overlaps", {{"grids", joined(findings.overlapped)}});
    return {};
}

Result<void> judge_new_site(const Caller& caller, const NewSite& site,
                            const SiteFindings& findings) {
    if (auto power = judge_map_power(caller); !power) return power;
    if (auto words = judge_code_and_name(site.code, site.name); !words) return words;
    if (!site.beneficiary.empty() && !is_name(site.beneficiary))
        return refuse_at("/beneficiary", "place.name_wrong");
    if (findings.code_taken) return refuse_at("/code", "site.code_taken", {{"code", site.code}});
    if (!findings.kind_known) return refuse_at("/kind", "site_kind.unknown", {{"kind", site.kind}});
    return judge_body("/manager_body_id", site.manager, findings.manager);
}

Result<void> judge_manager(const Caller& caller, bool site_known, BodyId named,
                           const std::optional<people::Body>& manager) {
    if (auto power = judge_map_power(caller); !power) return power;
    if (!site_known) return Refusal{"site.unknown"};
    return judge_body("/manager_body_id", named, manager);
}

Result<void> judge_leader(const Caller& caller, bool grid_known, PersonId named,
                          bool leader_known) {
    if (auto power = judge_map_power(caller); !power) return power;
    if (!grid_known) return Refusal{"grid.unknown"};
    if (named && !leader_known) return refuse_at("/leader_person_id", "person.unknown_reference");
    return {};
}

Result<void> judge_site_kind(const Caller& caller, const SiteKind& kind) {
    if (auto power = judge_map_power(caller); !power) return power;
    if (!is_code(kind.code)) return refuse_at("/code", "place.code_wrong");
    if (!is_name(kind.name_zh)) return refuse_at("/name_zh", "place.name_wrong");
    if (!is_name(kind.name_en)) return refuse_at("/name_en", "place.name_wrong");
    return {};
}

} // namespace weicheng::places::rules
