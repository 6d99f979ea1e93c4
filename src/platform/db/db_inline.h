// The templates of db.h. Included by db.h only.
#pragma once

namespace weicheng::db {

template <class T>
struct Row::Reader {
    static T read(const Row& row, int column) {
        row.expect_value(column);
        if constexpr (std::is_same_v<T, std::string>)
            return std::string(row.text(column));
        else if constexpr (std::is_same_v<T, Instant>)
            return from_millis(row.integer(column));
        else if constexpr (std::is_same_v<T, bool>)
            return row.integer(column) != 0;
        else if constexpr (std::is_same_v<T, Date>)
            return known(date_from_text(row.text(column)), "a stored date can be read");
        else if constexpr (EnumWithNames<T>)
            return known(from_name<T>(row.text(column)), "a stored name is known");
        else
            return static_cast<T>(row.integer(column));
    }

  private:
    static T known(const std::optional<T>& value, const char* promise) {
        check(value.has_value(), promise);
        return *value;
    }
};
template <class Noun>
struct Row::Reader<Id<Noun>> {
    static Id<Noun> read(const Row& row, int column) {
        return row.is_null(column) ? Id<Noun>{} : Id<Noun>{row.integer(column)};
    }
};
template <class T>
struct Row::Reader<std::optional<T>> {
    static std::optional<T> read(const Row& row, int column) {
        if (row.is_null(column)) return std::nullopt;
        return Reader<T>::read(row, column);
    }
};

template <class T>
Verdict verdict_of(const T&) {
    return Verdict::keep;
}
template <class T>
Verdict verdict_of(const Result<T>& result) {
    return result ? Verdict::keep : Verdict::discard;
}

template <class F>
auto Database::write(F work) -> std::invoke_result_t<F, Tx&> {
    using Answer = std::invoke_result_t<F, Tx&>;
    if constexpr (std::is_void_v<Answer>) {
        submit_and_wait([&work](Tx& tx) { return work(tx), Verdict::keep; });
    } else {
        std::optional<Answer> answer;
        submit_and_wait([&](Tx& tx) {
            answer.emplace(work(tx));
            return verdict_of(*answer);
        });
        return std::move(*answer);
    }
}

template <class F>
auto Database::read(F work) -> std::invoke_result_t<F, Tx&> {
    using Answer = std::invoke_result_t<F, Tx&>;
    if constexpr (std::is_void_v<Answer>) {
        read_work([&](Tx& tx) { work(tx); });
    } else {
        std::optional<Answer> answer;
        read_work([&](Tx& tx) { answer.emplace(work(tx)); });
        return std::move(*answer);
    }
}

} // namespace weicheng::db
