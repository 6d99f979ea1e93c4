// The county's working calendar: four units of time limits, holidays and 调休 as data. The door of
// the calendar module. Anyone may use it; WorkCalendar is a plain value and safe in rules.
#pragma once

#include "foundation/caller.h"
#include "foundation/enum_names.h"
#include "foundation/ids.h"
#include "foundation/result.h"
#include "foundation/time.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace weicheng {
struct Module;
struct Services;
namespace db {
class Tx;
}
} // namespace weicheng

namespace weicheng::calendar {

/// Persisted. Source of the four units: 数字城管 practice (standards §2.3).
enum class TimeUnit {
    urgent_hours, // 紧急工作时: natural hours, nights and holidays too
    work_hours,   // 工作时: only inside working hours of working days
    work_days, // 工作日: the day of the start is not counted; ends when the last day's work ends
    natural_days, // 自然日: the day of the start is not counted; ends at the last day's midnight
};
ENUM_NAMES(TimeUnit, urgent_hours, work_hours, work_days, natural_days);

/// A time limit such as 4 工作时. amount 1..9999.
struct Limit {
    int amount = 0;
    TimeUnit unit = TimeUnit::work_hours;
    bool operator==(const Limit&) const = default;
};

/// "2 工作时" / "2 work hours"
std::string words_of(const Limit& limit, bool in_english);
/// Reads what spreadsheets say: "4小时" (natural), "15天", "2工作日", "2紧急工作时", "4 工作时".
std::optional<Limit> limit_from_words(std::string_view words);

/// One stretch of working hours, minutes of the county's day, from < to <= 1440.
struct Stretch {
    int from_minute = 0;
    int to_minute = 0;
    bool operator==(const Stretch&) const = default;
};

/// Persisted.
enum class DayKind { holiday, workday };
ENUM_NAMES(DayKind, holiday, workday);
struct SpecialDay {
    Date date;
    DayKind kind = DayKind::holiday;
    std::string note; // 国庆节, 调休
};

/// Persisted. A year is official once the State Council's notice for it is entered; unknown years
/// count as provisional Monday-to-Friday years.
enum class YearStatus { official, provisional };
ENUM_NAMES(YearStatus, official, provisional);

/// The whole calendar of a county as an immutable value.
class WorkCalendar {
  public:
    WorkCalendar(std::vector<Stretch> hours, const std::vector<SpecialDay>& days,
                 std::map<int, YearStatus> years);

    bool is_work_day(Date day) const;
    /// The moment by which something with this limit must be done when its clock starts at `start`.
    Instant deadline(Instant start, const Limit& limit) const;
    /// Working minutes between two moments; 0 when `to` is not after `from`.
    std::int64_t work_minutes(Instant from, Instant to) const;
    /// The moment by which so many more working minutes have run; `start` itself for none. What
    /// work_minutes() counted before a pause ends at the same distance after it.
    Instant after_work_minutes(Instant start, std::int64_t minutes) const;
    /// A year touched by [from, to] is not official, so the deadline may move when its notice
    /// comes.
    bool touches_provisional_year(Instant from, Instant to) const;
    YearStatus status_of(int year) const;
    int minutes_per_work_day() const { return minutes_per_day_; }
    const std::vector<Stretch>& hours() const { return hours_; }

  private:
    Instant end_of_work(Date day) const;
    Date after_work_days(Date start, int count) const;
    std::vector<Stretch> hours_;
    std::map<std::chrono::sys_days, DayKind> special_;
    std::map<int, YearStatus> years_;
    int minutes_per_day_ = 0;
};

/// A year as it is entered: its notice, or what is expected until the notice comes.
struct Year {
    int year = 0;
    YearStatus status = YearStatus::provisional;
    std::string source; // the notice; may be empty while provisional
    std::vector<SpecialDay> days;
};

/// The county's calendar as it stands; a shared immutable snapshot.
std::shared_ptr<const WorkCalendar> in_force(db::Tx& tx, CountyId county);
/// Gives a new county the working hours 08:00–12:00, 14:00–18:00 and the official national days
/// known to this program.
void set_up(db::Tx& tx, CountyId county);

/// Enters a year, or other working hours. What stood before is kept with who changed it and when;
/// nothing happens when nothing changes. Refusals: auth.power_missing (calendar.edit for the
/// county), request.fields_wrong with calendar.other_year, calendar.day_twice,
/// calendar.source_missing, calendar.hours_missing, calendar.stretch_backwards,
/// calendar.stretches_overlap.
Result<void> set_year(db::Tx& tx, const Caller& actor, const Year& year, Instant now);
Result<void> set_hours(db::Tx& tx, const Caller& actor, const std::vector<Stretch>& hours,
                       Instant now);

Module make_module(const Services& services);

} // namespace weicheng::calendar
