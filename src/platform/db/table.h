// What stands in a table or a SELECT list, said once: one list of fields gives the columns, the
// INSERT, the UPDATE and the reader. Stores use it.
#pragma once

#include "platform/db/db.h"

namespace weicheng::db {

/// "INSERT INTO table (a, b) VALUES (:a, :b)".
inline Sql insert_into(const Sql& table, const std::vector<Sql>& columns) {
    return "INSERT INTO " + table + " (" + joined(columns) +
           ") VALUES (:" + joined(columns, ", :") + ")";
}

/// What an UPDATE does with a column.
enum class Use {
    changes,
    fixed,    // set by the INSERT, never changed
    key,      // finds the row
    revision, // changes, and must be :revision_before still
};

/// One column and where its value stands in a T, which may be a member of a member. Columns of an
/// optional member are all NULL when it is not there.
template <class T>
class Column {
  public:
    template <class M>
    Column(Sql name, M T::*member, Use use = Use::changes)
        : name_(std::move(name)), use_(use),
          value_([member](const T& one) -> Param { return one.*member; }),
          read_([member](T& one, const Row& row, int at) { one.*member = row.get<M>(at); }) {}

    template <class P, class M>
    Column(Sql name, P T::*part, M P::*member, Use use = Use::changes)
        : name_(std::move(name)), use_(use),
          value_([part, member](const T& one) -> Param { return (one.*part).*member; }),
          read_([part, member](T& one, const Row& row, int at) {
              (one.*part).*member = row.get<M>(at);
          }) {}

    template <class P, class M>
    Column(Sql name, std::optional<P> T::*part, M P::*member, Use use = Use::changes)
        : name_(std::move(name)), use_(use), value_([part, member](const T& one) -> Param {
              return one.*part ? Param((*(one.*part)).*member) : Param(nullptr);
          }),
          read_([part, member](T& one, const Row& row, int at) {
              if (!(one.*part) && row.is_null(at)) return;
              if (!(one.*part)) (one.*part).emplace();
              (*(one.*part)).*member = row.get<M>(at);
          }) {}

    /// Made from the others: written, never read.
    Column(Sql name, std::function<Param(const T&)> value, Use use = Use::changes)
        : name_(std::move(name)), use_(use), value_(std::move(value)) {}

    /// Not in T, but given beside it at the call.
    Column(Sql name, Use use) : name_(std::move(name)), use_(use) {}

    const Sql& name() const { return name_; }
    Use use() const { return use_; }
    bool is_read() const { return read_ != nullptr; }
    bool is_made_of_row() const { return value_ != nullptr; }
    Param value(const T& one) const { return value_(one); }
    void read(T& one, const Row& row, int at) const { read_(one, row, at); }

  private:
    Sql name_;
    Use use_;
    std::function<Param(const T&)> value_;
    std::function<void(T&, const Row&, int)> read_;
};

/// A SELECT list and its reader; give it to Tx::rows and Tx::first. A name may be "b.name" or any
/// other expression.
template <class T>
class Columns {
  public:
    Columns(std::initializer_list<Column<T>> columns) : columns_(columns) {}

    /// "id, code", or with "b." before each "b.id, b.code".
    Sql list(const Sql& before = "") const {
        std::vector<Sql> all;
        for (const auto& column : columns_)
            if (column.is_read()) all.push_back(before + column.name());
        return joined(all);
    }
    /// How many they are: what a query selects behind them begins there.
    int size() const {
        int count = 0;
        for (const auto& column : columns_)
            count += column.is_read() ? 1 : 0;
        return count;
    }
    T operator()(const Row& row) const {
        T one{};
        int at = 0;
        for (const auto& column : columns_)
            if (column.is_read()) column.read(one, row, at++);
        return one;
    }

  protected:
    std::vector<Column<T>> columns_;
};

/// A table of the module's own: `insert_body{"people.insert_body", bodies.insert()}` and then
/// `tx.run(insert_body, bodies.values(body))`.
template <class T>
class Table : public Columns<T> {
  public:
    Table(Sql name, std::initializer_list<Column<T>> columns)
        : Columns<T>(columns), name_(std::move(name)) {}

    Sql select() const { return "SELECT " + this->list() + " FROM " + name_; }
    Sql insert() const {
        std::vector<Sql> names;
        for (const auto& column : this->columns_)
            names.push_back(column.name());
        return insert_into(name_, names);
    }
    Sql update() const {
        std::vector<Sql> set, where;
        for (const auto& column : this->columns_) {
            const auto& name = column.name();
            if (column.use() == Use::revision) where.push_back(name + " = :revision_before");
            if (column.use() == Use::key)
                where.push_back(name + " = :" + name);
            else if (column.use() != Use::fixed)
                set.push_back(name + " = :" + name);
        }
        return "UPDATE " + name_ + " SET " + joined(set) + " WHERE " + joined(where, " AND ");
    }
    /// What insert() takes, with what the table has beside a T.
    std::vector<Named> values(const T& one, std::initializer_list<Named> beside = {}) const {
        return named(one, beside, [](Use) { return true; });
    }
    /// What update() takes, with :revision_before where the table has a revision.
    std::vector<Named> changes(const T& one, std::initializer_list<Named> beside = {}) const {
        return named(one, beside, [](Use use) { return use != Use::fixed; });
    }

  private:
    template <class Wanted>
    std::vector<Named> named(const T& one, std::initializer_list<Named> beside,
                             Wanted wanted) const {
        std::vector<Named> all;
        all.reserve(this->columns_.size() + beside.size());
        for (const auto& column : this->columns_)
            if (column.is_made_of_row() && wanted(column.use()))
                all.push_back({column.name().text(), column.value(one)});
        all.insert(all.end(), beside);
        return all;
    }

    Sql name_;
};

} // namespace weicheng::db
