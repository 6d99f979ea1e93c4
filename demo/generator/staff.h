// Who may do what in the demo county, as callers with accounts. Used by the demo generator only.
#pragma once

#include "demo/generator/county_builder.h"
#include "demo/generator/dice.h"

#include <map>
#include <string>
#include <vector>

namespace weicheng::demo {

class Staff {
  public:
    Staff(const Services& services, const CountyFiles& files, const BuiltCounty& county);

    /// Someone who holds the power in that body.
    const Caller& in_body(const std::string& power, BodyId body, Dice& dice) const;
    /// Someone who holds the power in the whole county.
    const Caller& in_county(const std::string& power, Dice& dice) const;
    bool anyone_in(const std::string& power, BodyId body) const;
    const Caller& named(const std::string& name) const;
    /// Nobody: a citizen.
    const Caller& citizen() const { return citizen_; }

  private:
    void leave_the_work_to_the_workers();

    std::map<std::string, Caller> callers_; // by name
    std::map<std::pair<std::string, BodyId>, std::vector<std::string>> by_power_;
    Caller citizen_;
};

} // namespace weicheng::demo
