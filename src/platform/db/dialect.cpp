#include "platform/db/dialect.h"

#include <cctype>

namespace weicheng::db {

static bool is_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

std::size_t end_of_quoted(std::string_view sql, std::size_t at) {
    const auto until = [&](std::string_view closing, std::size_t from) {
        const auto end = sql.find(closing, from);
        return end == std::string_view::npos ? sql.size() : end + closing.size();
    };
    if (sql[at] == '\'' || sql[at] == '"') return until(sql.substr(at, 1), at + 1);
    if (sql.substr(at, 2) == "--") return until("\n", at);
    if (sql.substr(at, 2) == "/*") return until("*/", at);
    return at;
}

std::size_t end_of_word(std::string_view sql, std::size_t at) {
    while (at < sql.size() && is_word(sql[at]))
        ++at;
    return at;
}

namespace {

std::string upper(std::string_view text) {
    std::string result(text);
    for (char& c : result)
        c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return result;
}

/// Rewrites a migration. Reads word by word, leaving strings and comments alone.
class MigrationWriter {
  public:
    MigrationWriter(Dialect dialect, std::string_view sql) : dialect_(dialect), sql_(sql) {}

    std::string write() {
        for (at_ = 0; at_ < sql_.size();) {
            if (const auto end = end_of_quoted(sql_, at_); end != at_)
                copy_to(end);
            else if (sql_[at_] == '@')
                token();
            else if (is_word(sql_[at_]))
                word();
            else if (sql_[at_] == ';')
                end_statement();
            else
                other();
        }
        return std::move(out_);
    }

  private:
    void copy_to(std::size_t end) {
        out_ += sql_.substr(at_, end - at_);
        at_ = end;
    }

    void word() {
        const auto end = end_of_word(sql_, at_);
        last_word_ = upper(sql_.substr(at_, end - at_));
        if (words_++ < 2) opening_ += last_word_ + " ";
        last_mark_ = 'w';
        if (dialect_ == Dialect::sqlite && (last_word_ == "BIGINT" || last_word_ == "SMALLINT")) {
            out_ += "INTEGER";
            at_ = end;
        } else {
            copy_to(end);
        }
    }

    void other() {
        if (std::isspace(static_cast<unsigned char>(sql_[at_])) == 0) last_mark_ = sql_[at_];
        copy_to(at_ + 1);
    }

    /// A STRICT table takes no text for an integer, as PostgreSQL does not.
    void end_statement() {
        if (dialect_ == Dialect::sqlite && opening_ == "CREATE TABLE " && last_mark_ == ')')
            out_ += " STRICT";
        words_ = 0;
        opening_.clear();
        copy_to(at_ + 1);
    }

    void token() {
        const auto end = end_of_word(sql_, at_ + 1);
        const auto name = sql_.substr(at_, end - at_);
        at_ = end;
        last_mark_ = 'w';
        if (name == "@key") return key();
        if (name == "@by_key") return by_key();
        if (name == "@reference") return reference("");
        if (name == "@reference_required") return reference(" NOT NULL");
        if (name == "@sqlite" || name == "@postgres") return only(name);
        throw Bug("a migration has an unknown token " + std::string(name));
    }

    void key() {
        out_ += dialect_ == Dialect::sqlite ? "id INTEGER PRIMARY KEY"
                                            : "id BIGINT NOT NULL, PRIMARY KEY (county_id, id)";
    }

    void by_key() {
        if (dialect_ == Dialect::sqlite) out_ += "NOT INDEXED";
    }

    void reference(std::string_view required) {
        const auto close = sql_.find(')', at_);
        const auto comma = sql_.find(',', at_);
        if (at_ >= sql_.size() || sql_[at_] != '(' || close == std::string_view::npos ||
            comma > close)
            throw Bug("@reference is written @reference(column, table)");
        const auto column = argument(at_ + 1, comma);
        const auto table = argument(comma + 1, close);
        at_ = close + 1;
        if (dialect_ == Dialect::sqlite) {
            out_ += column + " INTEGER" + std::string(required) + " REFERENCES " + table + "(id)";
            return;
        }
        const bool added = last_word_ == "COLUMN"; // ALTER TABLE … ADD COLUMN @reference(…)
        out_ += column + " BIGINT" + std::string(required) + (added ? ", ADD" : ",") +
                " FOREIGN KEY (county_id, " + column + ") REFERENCES " + table + " (county_id, id)";
    }

    std::string argument(std::size_t from, std::size_t to) const {
        while (from < to && sql_[from] == ' ')
            ++from;
        while (from < to && sql_[to - 1] == ' ')
            --to;
        if (from == to || end_of_word(sql_, from) != to)
            throw Bug("@reference is written @reference(column, table)");
        return std::string(sql_.substr(from, to - from));
    }

    /// Text for one database stands as it is.
    void only(std::string_view name) {
        const auto end = sql_.find("@end", at_);
        if (end == std::string_view::npos) throw Bug("a migration lacks an @end");
        if ((name == "@sqlite") == (dialect_ == Dialect::sqlite))
            out_ += sql_.substr(at_, end - at_);
        at_ = end + 4;
    }

    Dialect dialect_;
    std::string_view sql_;
    std::size_t at_ = 0;
    std::string out_;
    std::string opening_;   // the first two words of the statement
    std::string last_word_; // in capitals
    int words_ = 0;
    char last_mark_ = ' '; // the last thing that was neither space nor comment; 'w' for words
};

} // namespace

std::string query_text(Dialect dialect, std::string_view sql) {
    static constexpr std::string_view claim = "@skip_locked";
    std::string text;
    for (std::size_t at = 0; at < sql.size();) {
        if (const auto end = end_of_quoted(sql, at); end != at) {
            text += sql.substr(at, end - at);
            at = end;
        } else if (sql.substr(at, claim.size()) == claim) {
            text += dialect == Dialect::postgres ? "FOR UPDATE SKIP LOCKED" : "";
            at += claim.size();
        } else {
            text += sql[at] == '$' && dialect == Dialect::sqlite ? '?' : sql[at];
            ++at;
        }
    }
    return text;
}

std::string migration_text(Dialect dialect, std::string_view sql) {
    return MigrationWriter(dialect, sql).write();
}

} // namespace weicheng::db
