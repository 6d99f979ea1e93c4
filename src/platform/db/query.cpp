#include "platform/db/query.h"

#include "platform/db/dialect.h"

#include <algorithm>
#include <charconv>

namespace weicheng::db {

// ---- texts ----

Sql joined(const std::vector<Sql>& pieces, const Sql& between) {
    Sql all("");
    for (const auto& piece : pieces)
        all = all.text().empty() ? piece : std::move(all) + between + piece;
    return all;
}

namespace {

/// Reads a text once, giving each named parameter its position.
class Positions {
  public:
    Positions(const char* query, std::string_view sql) : query_(query), sql_(sql) {}

    std::string write() {
        for (std::size_t at = 0; at < sql_.size();) {
            if (const auto end = end_of_quoted(sql_, at); end != at)
                at = copy(at, end);
            else if (sql_[at] == ':' && end_of_word(sql_, at + 1) != at + 1)
                at = named(at + 1);
            else if (sql_[at] == '$')
                at = placed(at);
            else
                at = copy(at, at + 1);
        }
        return std::move(out_);
    }
    std::vector<Query::Parameter> parameters() const {
        std::vector<Query::Parameter> all;
        for (const auto& each : known_)
            all.push_back(each.parameter);
        return all;
    }

  private:
    struct Known {
        Query::Parameter parameter;
        std::size_t first; // position
    };

    std::size_t copy(std::size_t from, std::size_t to) {
        out_ += sql_.substr(from, to - from);
        return to;
    }

    std::size_t number(std::size_t at, std::size_t& value) const {
        const auto* begin = sql_.data() + at;
        return at + static_cast<std::size_t>(
                        std::from_chars(begin, sql_.data() + sql_.size(), value).ptr - begin);
    }

    std::size_t named(std::size_t at) {
        auto end = end_of_word(sql_, at);
        Query::Parameter wanted{std::string(sql_.substr(at, end - at)), 0};
        if (!known_.empty() && known_[0].parameter.name.empty()) fail(wanted.name);
        if (sql_.substr(end, 1) == "[") {
            end = number(end + 1, wanted.room);
            if (wanted.room == 0 || sql_.substr(end++, 1) != "]") fail(wanted.name);
        }
        auto known = std::find_if(known_.begin(), known_.end(), [&](const Known& each) {
            return each.parameter.name == wanted.name;
        });
        if (known == known_.end()) {
            known = known_.insert(known_.end(), {wanted, positions_ + 1});
            positions_ += std::max<std::size_t>(wanted.room, 1);
        } else if (known->parameter.room != wanted.room) {
            fail(wanted.name);
        }
        out_ += "$" + std::to_string(known->first);
        for (std::size_t i = 1; i < wanted.room; ++i)
            out_ += ", $" + std::to_string(known->first + i);
        return end;
    }

    std::size_t placed(std::size_t at) {
        std::size_t position = 0;
        const auto end = number(at + 1, position);
        for (; positions_ < position; ++positions_)
            known_.push_back({{}, positions_ + 1});
        if (position == 0 || !known_[0].parameter.name.empty()) fail(sql_.substr(at, end - at));
        return copy(at, end);
    }

    [[noreturn]] void fail(std::string_view parameter) const {
        throw Bug(std::string(query_) + " cannot be read at its parameter " +
                  std::string(parameter));
    }

    const char* query_;
    std::string_view sql_;
    std::string out_;
    std::vector<Known> known_;
    std::size_t positions_ = 0;
};

std::vector<const Query*>& registered_queries() {
    static std::vector<const Query*> queries;
    return queries;
}

} // namespace

Query::Query(const char* name, const Sql& sql)
    : name_(name), index_(static_cast<int>(registered_queries().size())) {
    Positions positions(name, sql.text());
    sql_ = positions.write();
    parameters_ = positions.parameters();
    registered_queries().push_back(this);
}

const std::vector<const Query*>& Query::all() {
    return registered_queries();
}

// ---- values ----

/// The search begins behind the value found last, since most calls keep the order of the text.
const Param& Params::named(const Query& query, std::string_view name, std::size_t& from) const {
    for (std::size_t i = 0; i < size_; ++i) {
        const auto at = (from + i) % size_;
        if (named_[at].name != name) continue;
        from = at + 1;
        return named_[at].value;
    }
    throw Bug(std::string(query.name()) + " was not given :" + std::string(name));
}

void Params::in_order(const Query& query, std::vector<const Param*>& values) const {
    static const Param null{nullptr};
    const auto& wanted = query.parameters();
    if (wanted.size() != size_)
        throw Bug(std::string(query.name()) + " takes " + std::to_string(wanted.size()) +
                  " parameters and was given " + std::to_string(size_));
    values.clear();
    std::size_t from = 0;
    for (std::size_t i = 0; i < size_; ++i) {
        const auto& [name, room] = wanted[i];
        if (name.empty() != (placed_ != nullptr))
            throw Bug(std::string(query.name()) + " takes its parameters the other way: by " +
                      (name.empty() ? "position" : "name"));
        const auto& value = placed_ ? placed_[i] : named(query, name, from);
        const auto given = value.kind() == Param::Kind::list ? value.list().size() : 0;
        if ((value.kind() == Param::Kind::list) != (room > 0) || given > room)
            throw Bug(std::string(query.name()) + " has room for " + std::to_string(room) +
                      " values of :" + name);
        if (room == 0) values.push_back(&value);
        for (std::size_t k = 0; k < room; ++k)
            values.push_back(k < given ? &value.list()[k] : &null);
    }
}

} // namespace weicheng::db
