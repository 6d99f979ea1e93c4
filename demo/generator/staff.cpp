#include "demo/generator/staff.h"

#include "platform/auth/auth.h"

#include <algorithm>

namespace weicheng::demo {

Staff::Staff(const Services& services, const CountyFiles& files, const BuiltCounty& county) {
    citizen_.county = county.id;
    services.database->read([&](db::Tx& tx) {
        for (const auto& person : files.people.people) {
            auto caller = auth::caller_of(tx, county.id, county.accounts.at(person.name),
                                          services.clock->now());
            check(caller.has_value(), "an account of the demo has no caller");
            callers_[person.name] = std::move(*caller);
        }
        return true;
    });
    for (const auto& person : files.people.people)
        for (const auto& post : person.posts) {
            if (post.until_days) continue;
            const auto body =
                post.scope == PostScope::county ? BodyId{} : county.bodies.at(post.body);
            for (const auto& power : post.powers)
                by_power_[{power, body}].push_back(person.name);
        }
    leave_the_work_to_the_workers();
}

/// Who confirms does not also do the work where somebody else can.
void Staff::leave_the_work_to_the_workers() {
    for (auto& [key, names] : by_power_) {
        if (key.first != "cases.handle") continue;
        const auto& heads = by_power_[{"cases.confirm", key.second}];
        std::vector<std::string> workers;
        for (const auto& name : names)
            if (std::find(heads.begin(), heads.end(), name) == heads.end()) workers.push_back(name);
        if (!workers.empty()) names = workers;
    }
}

bool Staff::anyone_in(const std::string& power, BodyId body) const {
    return by_power_.contains({power, body});
}

const Caller& Staff::in_body(const std::string& power, BodyId body, Dice& dice) const {
    const auto found = by_power_.find({power, body});
    check(found != by_power_.end(), "nobody in that body of the demo holds the power");
    return callers_.at(dice.pick(found->second));
}

const Caller& Staff::in_county(const std::string& power, Dice& dice) const {
    return in_body(power, BodyId{}, dice);
}

const Caller& Staff::named(const std::string& name) const {
    return callers_.at(name);
}

} // namespace weicheng::demo
