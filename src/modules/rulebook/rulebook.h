// The rulebook: what a county may decide, as typed data, versioned and dated. The door of the
// rulebook module. It knows no rule itself: modules hand in schemas (Module::rules), and what holds
// is read by type. Rule data are plain values, safe in rules.
#pragma once

#include "modules/calendar/calendar.h"

#include "foundation/caller.h"
#include "foundation/enum_names.h"
#include "foundation/result.h"
#include "foundation/time.h"
#include "platform/rule_schema.h"

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace weicheng::rulebook {

/// Words in both languages of the product.
struct Words {
    std::string zh;
    std::string en;
    const std::string& in(Locale locale) const { return locale == Locale::en ? en : zh; }
};

/// A code with its words: a reason, a source, a class.
struct Term {
    std::string code;
    Words name;
};
/// nullptr when no entry of the list has that code.
template <class List>
auto* find_by_code(List& list, std::string_view code) {
    const auto found =
        std::find_if(list.begin(), list.end(), [&](const auto& each) { return each.code == code; });
    return found == list.end() ? nullptr : &*found;
}

/// Persisted. Whether the county has confirmed a figure: 待核定 or 已核定. What a county marks
/// otherwise than it was shipped is its own as a whole: no later shipment changes a part of it.
enum class Approval { pending_approval, approved };
ENUM_NAMES(Approval, pending_approval, approved);

// ---- what holds ----

/// The documents in force at a moment, one of each type, each with the id of its version.
class Rules {
  public:
    /// Bug when no module handed in a schema of that type.
    template <class T>
    const T& get() const {
        return *static_cast<const T*>(entry(typeid(T)).document.get());
    }
    /// The id of its version, for the record; 0 where the county has none of its own.
    template <class T>
    std::int64_t version_of() const {
        return entry(typeid(T)).version;
    }
    /// Puts another document in its place: for the store, and for tests that make rules up.
    template <class T>
    void set(T document, std::int64_t version = 0) {
        put(typeid(T), std::make_shared<const T>(std::move(document)), version);
    }
    void put(std::type_index type, RuleSchema::Document document, std::int64_t version);
    const RuleSchema::Document& document(std::type_index type) const {
        return entry(type).document;
    }

  private:
    struct Entry {
        std::type_index type;
        RuleSchema::Document document;
        std::int64_t version = 0;
    };
    const Entry& entry(std::type_index type) const;
    std::vector<Entry> entries_; // a dozen: looked through
};

/// The rules in force at `at`: of each schema the version with the latest valid_from not after `at`
/// (then the highest number). A shared immutable snapshot. What a county has no version of, and
/// top-level members that its versions lack, are as shipped.
std::shared_ptr<const Rules> in_force(db::Tx& tx, CountyId county, Instant at);
template <class T>
std::shared_ptr<const T> in_force(db::Tx& tx, CountyId county, Instant at) {
    const auto rules = in_force(tx, county, at);
    return {rules, &rules->get<T>()};
}

/// The number people know a version by (第 3 版), of the id that a case remembers; 0 for an unknown
/// id.
std::int64_t version_number(db::Tx& tx, CountyId county, std::int64_t version_id);

// ---- the schemas of a house ----

/// What the modules handed in. The app makes it and sets it in the database's links.
class Schemas {
  public:
    Schemas() = default;
    /// Throws Bug, naming the file and what to do, for a schema without words in both languages,
    /// with a name or a type that another has, or whose shipped file does not fit its type.
    explicit Schemas(std::vector<RuleSchema> schemas);
    const std::vector<RuleSchema>& all() const { return all_; }
    /// nullptr when no module handed it in.
    const RuleSchema* find(std::string_view name) const;

  private:
    std::vector<RuleSchema> all_;
};

// ---- what a county decides ----

/// Adds a version of one schema. `body` is JSON of the schema's structure. Refuses what does not
/// fit: rulebook.schema_unknown, field errors, what the schema's judge finds.
Result<std::int64_t> publish(db::Tx& tx, const Caller& actor, std::string_view schema,
                             Instant valid_from, std::string_view note, std::string_view body,
                             Instant now);
/// Gives a new county what is shipped as first versions (figures marked 待核定), valid from the
/// beginning.
void set_up(db::Tx& tx, const Caller& actor, Instant now);
/// After an upgrade: what this program ships otherwise than its forerunner reaches the county from
/// now on wherever the county has decided nothing itself, as new versions; its own edits stay. Once
/// is enough, again is harmless. Returns the schemas whose new version would break a rule: there
/// all stays as it was.
std::vector<std::string> take_shipped(db::Tx& tx, CountyId county, Instant now);

Module make_module(const Services& services);

// ---- for judges: each adds what is wrong at `path` ----

using Wrong = std::vector<FieldError>;

std::string at(std::string path, std::size_t index);
void judge_words(const Words& words, const std::string& path, Wrong& wrong);
void judge_limit(const calendar::Limit& limit, const std::string& path, Wrong& wrong);
/// Refuses with `code`, filled with {min} and {max}.
void judge_between(int value, int least, int most, const std::string& path, const char* code,
                   Wrong& wrong);
void judge_percent(int value, int least, const std::string& path, Wrong& wrong);
void judge_figure(int value, int least, int most, const std::string& path, Wrong& wrong);
/// Codes stand in addresses and in numbers: letters, digits, - and _.
bool is_code(std::string_view code);
/// Each code well-formed and there once.
template <class List>
void judge_codes(const List& list, const std::string& path, Wrong& wrong) {
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const auto here = at(path, i) + "/code";
        if (!is_code(list[i].code))
            wrong.push_back({here, "rulebook.code_malformed"});
        else if (!seen.insert(list[i].code).second)
            wrong.push_back({here, "rulebook.code_twice", {{"code", list[i].code}}});
    }
}
/// A list to choose from: not empty, codes, words.
void judge_terms(const std::vector<Term>& list, const std::string& path, Wrong& wrong);

} // namespace weicheng::rulebook
