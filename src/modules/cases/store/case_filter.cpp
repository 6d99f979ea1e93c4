#include "modules/cases/store/case_filter.h"

namespace weicheng::cases {

FilterParams::FilterParams(const Caller& caller, const CaseFilter& filter, Instant now)
    : county_(caller.county), filter_(filter), now_(now) {
    if (filter.request) request_ = name_of(*filter.request);
    if (filter.any_request) request_ = "open";
    if (filter.recheck) recheck_ = name_of(*filter.recheck);
    if (filter.verification) verification_ = name_of(*filter.verification);
    if (filter.recheck_on_to) recheck_on_to_ = to_text(*filter.recheck_on_to);
}

void FilterParams::look_for_number(std::string_view beginning) {
    number_from_ = beginning;
    for (auto& letter : number_from_)
        if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
    // up to the last code point there is
    number_until_ = number_from_.empty() ? "" : number_from_ + "\xF4\x8F\xBF\xBF";
}

static db::Param text_or_null(const std::string& text) {
    return text.empty() ? db::Param(nullptr) : db::Param(text);
}

static db::Param flag(bool set) {
    return set ? db::Param(1) : db::Param(nullptr);
}

template <class E>
static db::Param any_of(const std::vector<E>& wanted) {
    return wanted.empty() ? db::Param(nullptr) : db::Param(wanted.size());
}

template <class E>
static void add_names(std::vector<db::Param>& params, const std::vector<E>& wanted) {
    for (std::size_t i = 0; i < EnumNames<E>::all.size(); ++i)
        params.push_back(i < wanted.size() ? db::Param(name_of(wanted[i])) : db::Param(nullptr));
}

static std::optional<Instant> start_of(const std::optional<Date>& day) {
    return day ? std::optional{instant_of(*day, 0)} : std::nullopt;
}
static std::optional<Instant> end_of(const std::optional<Date>& day) {
    return day ? std::optional{instant_of(next_day(*day), 0)} : std::nullopt;
}

std::vector<db::Param> FilterParams::params() const& {
    std::vector<db::Param> list{county_, any_of(filter_.states)};
    add_names(list, filter_.states);
    list.push_back(any_of(filter_.lights));
    list.push_back(now_);
    add_names(list, filter_.lights);
    list.push_back(text_or_null(filter_.kind));
    list.push_back(filter_.grid);
    list.push_back(filter_.body);
    list.push_back(any_of(filter_.sources));
    add_names(list, filter_.sources);
    for (const auto* text : {&number_from_, &number_until_, &request_, &recheck_, &verification_})
        list.push_back(text_or_null(*text));
    list.push_back(flag(filter_.recurred));
    list.push_back(flag(filter_.provisional));
    list.push_back(flag(filter_.late));
    list.push_back(start_of(filter_.reported_from));
    list.push_back(end_of(filter_.reported_to));
    list.push_back(start_of(filter_.closed_from));
    list.push_back(end_of(filter_.closed_to));
    list.push_back(text_or_null(recheck_on_to_));
    return list;
}

void FilterParams::add_sight(std::vector<db::Param>& params, const Caller& caller) {
    params.push_back(caller.account);
    params.push_back(caller.may("cases.read") ? caller.account : AccountId{});
}

} // namespace weicheng::cases
