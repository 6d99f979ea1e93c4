#include "modules/portal/rules/story.h"

#include "foundation/text.h"

namespace weicheng::portal {

using cases::Action;
using cases::State;

/// The last time one of these happened in this period.
static std::optional<Instant> last_of(const std::vector<cases::Step>& done,
                                      std::initializer_list<Action> actions) {
    std::optional<Instant> at;
    for (const auto& step : done)
        for (const auto action : actions)
            if (step.action == action) at = step.at;
    return at;
}

static StepName step_of(State state) {
    switch (state) {
    case State::reported:
    case State::verifying:
    case State::filed:
    case State::not_accepted:
    case State::voided:
    case State::merged: return StepName::received;
    case State::dispatched:
    case State::disputed:
    case State::suspended:
    case State::handling:
    case State::handled: return StepName::in_hand;
    case State::checking:
    case State::checked: return StepName::mended;
    case State::closed: return StepName::rated;
    }
    throw Bug("an unknown state");
}

static std::string say(Locale locale, const char* zh, const char* en) {
    return locale == Locale::en ? en : zh;
}

/// Why there is another period: the citizen said so, or a second look did.
static std::string words_again(const Known& known, Locale locale) {
    if (last_of(known.done, {Action::recheck_fail}))
        return say(locale, "我们复查发现没有办好，正在重新办理",
                   "We looked again and it was not done well; we take it up again");
    if (known.merged_report_at)
        return say(locale, "有群众反映还没有解决，我们再办一次",
                   "A citizen said it is not done; we take it up again");
    return say(locale, "您说还没有解决，我们再办一次",
               "You said it is not done; we take it up again");
}

static std::string words_of_reported(cases::Verification verification, Locale locale) {
    switch (verification) {
    case cases::Verification::confirmed:
        return say(locale, "已到现场核实属实，正在立案",
                   "Found to be so on the spot; being accepted");
    case cases::Verification::not_found:
        return say(locale, "到现场没有发现，正在研究怎样答复",
                   "It was not found on the spot; the campaign office decides how to answer");
    default:
        return say(locale, "县创卫办已收到，正在核对", "Received; the campaign office looks at it");
    }
}

static std::string words_received(const Known& known, Locale locale) {
    const auto& subject = known.subject;
    if (subject.state == State::not_accepted)
        return say(locale, "经研究不予立案，原因见下", "Not accepted; the reason is below");
    if (subject.state == State::voided)
        return say(locale, "这件事已作废，原因见下",
                   "Withdrawn from the ledger; the reason is below");
    if (subject.period > 1) return words_again(known, locale);
    if (known.merged_report_at)
        return say(locale, "这件事已有人反映，并到同一件一起办",
                   "Already reported; handled together with the earlier report");
    switch (subject.state) {
    case State::verifying:
        return say(locale, "县创卫办已收到，正在派人到现场核实",
                   "Received; someone is looking at the place");
    case State::reported: return words_of_reported(subject.verification, locale);
    case State::filed:
        return say(locale, "县创卫办已立案，正在确定由谁办理",
                   "Accepted; the campaign office decides who handles it");
    default: return say(locale, "县创卫办已收到并立案", "Received and accepted");
    }
}

static std::string words_in_hand(const Known& known, Locale locale) {
    const auto unit =
        known.unit.empty() ? say(locale, "责任单位", "the unit in charge") : known.unit;
    const char* zh = "由{unit}办理";
    const char* en = "Handled by {unit}";
    if (known.subject.state == State::dispatched) {
        zh = "已交{unit}，等待签收";
        en = "Handed to {unit}, which has yet to sign for it";
    } else if (known.subject.state == State::disputed) {
        zh = "正在裁定由谁办理，{unit}先负责";
        en = "It is being ruled who handles it; {unit} answers meanwhile";
    } else if (known.subject.state == State::suspended) {
        zh = "因客观原因暂缓办理，{unit}到期会继续";
        en = "Suspended for an outside cause; {unit} goes on later";
    } else if (known.subject.state == State::handling && known.subject.rework_count > 0) {
        zh = "{unit}正在重新整改";
        en = "{unit} is doing it once more";
    } else if (known.subject.state == State::handling) {
        zh = "{unit}已签收，正在处理";
        en = "{unit} has signed for it and is at work";
    }
    return fill(say(locale, zh, en), {{"unit", unit}});
}

static std::string words_mended(State state, Locale locale) {
    switch (state) {
    case State::checking:
        return say(locale, "办理单位说已整改，等待他人核查",
                   "The unit says it is mended; someone else will check");
    case State::checked:
        return say(locale, "整改已通过核查，等待销号", "Checked; waiting to be struck off");
    case State::closed:
        return say(locale, "整改完成，已由他人核查并销号",
                   "Mended, checked by someone else, struck off");
    default: return say(locale, "整改后会在这里告诉您", "You will be told here when it is mended");
    }
}

static std::string words_rated(const Known& known, Locale locale) {
    if (known.merged_report_at && known.subject.state == State::closed)
        return say(locale, "已经办完；如果还没有解决，请告诉我们",
                   "It is done; tell us if it is not");
    if (known.rated_at) return say(locale, "谢谢您的评价", "Thank you for your word on it");
    if (known.subject.state == State::closed)
        return say(locale, "办得怎么样？请您评一评", "How was it done? Please tell us");
    return say(locale, "办完后请您评价", "Rate the work when it is done");
}

Story tell(const Known& known, Locale locale) {
    const auto& subject = known.subject;
    const auto current = step_of(subject.state);
    const auto reached = [&](StepName step) { return step <= current; };
    const bool again = subject.period > 1;

    const auto reported_at = known.merged_report_at.value_or(subject.reported_at);
    const auto received_at =
        again ? last_of(known.done, {Action::object, Action::recheck_fail}).value_or(reported_at)
              : reported_at;
    auto in_hand_at = last_of(known.done, {Action::dispatch, Action::reassign, Action::object,
                                           Action::recheck_fail, Action::mend_on_spot});
    auto mended_at = last_of(known.done, {Action::confirm, Action::mend_on_spot, Action::close,
                                          Action::close_as_checker, Action::close_as_delegate});
    if (reached(StepName::in_hand) && !in_hand_at) in_hand_at = received_at;
    if (reached(StepName::mended) && !mended_at) mended_at = subject.stage_entered_at;

    Story story{{}, current};
    story.steps.push_back({StepName::received, received_at, words_received(known, locale)});
    story.steps.push_back(
        {StepName::in_hand, reached(StepName::in_hand) ? in_hand_at : std::nullopt,
         reached(StepName::in_hand) ? words_in_hand(known, locale)
                                    : say(locale, "交给责任单位后会在这里告诉您",
                                          "You will be told here who handles it")});
    story.steps.push_back({StepName::mended, reached(StepName::mended) ? mended_at : std::nullopt,
                           words_mended(subject.state, locale)});
    story.steps.push_back({StepName::rated, known.rated_at, words_rated(known, locale)});
    if (has_ended(subject.state) && subject.state != State::closed)
        for (auto& step : story.steps) // nothing of that will come any more
            if (step.step != StepName::received)
                step.words = say(locale, "不再办理", "Not any more");
    return story;
}

} // namespace weicheng::portal
