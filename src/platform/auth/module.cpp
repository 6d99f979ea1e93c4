#include "platform/module.h"
#include "platform/auth/accounts.h"
#include "platform/auth/endpoints.h"
#include "platform/auth/sign_in_log.h"
#include "platform/embedded.h"
#include "platform/jobs/jobs.h"

namespace weicheng::auth {

std::vector<RefusalWords> refusals() {
    return {
        {"auth.wrong_password", 401, "登录名或密码不对。请核对后再试；连续错 5 次将锁定 10 分钟。",
         "The login or the password is wrong. Please check both; five wrong in a row lock the "
         "login for 10 minutes."},
        {"auth.locked", 429,
         "连续输错密码，已暂时锁定。请约 {minutes} 分钟后再试，或联系系统管理员。",
         "Too many wrong passwords in a row: the login is locked. Try again in about {minutes} "
         "minutes, or ask the administrator."},
        {"auth.wrong_old_password", 422, "原密码不对，密码没有修改。请重新输入原密码。",
         "The old password is wrong, so nothing was changed. Please type the old password again."},
        {"password.too_short", 422, "密码太短。至少要 {least} 个字符，可以用一句话。",
         "The password is too short. It takes at least {least} characters; a short sentence is "
         "fine."},
        {"password.is_login", 422, "密码与登录名太像，容易被猜到。请换一个。",
         "The password is too much like the login and easily guessed. Please choose another."},
        {"password.too_common", 422, "这个密码太常见，容易被猜到。请换一个，例如几个不相干的词。",
         "This password is among the most common ones and easily guessed. Please choose another, "
         "such as a few unrelated words."},
        {"password.same", 422, "新密码与原密码相同，没有修改。请换一个不同的密码。",
         "The new password is the old one, so nothing was changed. Please choose another."},
        {"account.bad_login", 422,
         "登录名不合要求。请用 2 到 40 个小写字母、数字、点、下划线或连字符。",
         "The login cannot be taken. Use 2 to 40 lower-case letters, digits, dots, underscores or "
         "hyphens."},
        {"account.login_taken", 409, "这个登录名已经有人用了。请换一个登录名。",
         "This login is already taken. Please choose another."},
        {"account.unknown", 404, "没有这个账号，可能已被删除。请刷新后再试。",
         "There is no such account. Please refresh and try again."},
        {"session.unknown", 404, "没有这个登录，可能已经退出。请刷新后再看。",
         "There is no such session; it may have ended. Please refresh the list."},
        {"token.powers_missing", 422, "没有选择权限，令牌什么也做不了。请至少选择一项。",
         "A token without powers could do nothing. Choose at least one."},
        {"token.power_not_yours", 422,
         "您没有权限“{power}”，不能交给令牌。请去掉这一项，或由持有者建立令牌。",
         "You do not hold {power}, so you cannot hand it to a token. Leave it out, or let someone "
         "who holds it make the token."},
        {"token.expiry_wrong", 422, "到期日须从今天起、不超过 {days} 天。请改正。",
         "A token ends today at the earliest and in {days} days at the latest. Correct the day."},
        {"token.unknown", 404, "没有这个令牌。请刷新列表后再试。",
         "There is no such token. Please refresh the list."},
        {"set_up.needed", 409,
         "系统还没有初始设置，不能登录。请管理员用启动时显示的一次性代码完成设置。",
         "Nobody can sign in before the set-up. The administrator does it with the one-time code "
         "that the server printed at its start."},
        {"set_up.done", 409, "初始设置已经完成，不能再做一次。请用已有账号登录。",
         "The set-up was done before and cannot be repeated. Please sign in."},
        {"set_up.wrong_code", 403, "一次性代码不对。请输入服务器启动时显示的代码。",
         "The one-time code is wrong. Type the code that the server printed at its start."},
        {"field.not_digits", 0, "只能填数字。", "Only digits are taken here."},
    };
}

static constexpr const char* end_lapsed = "auth.end_lapsed_sessions";
static constexpr const char* forget_log = "auth.forget_sign_ins";

static std::vector<jobs::Handler> handlers() {
    return {{end_lapsed, [](db::Tx& tx, const jobs::Job& job,
                            Instant now) { end_lapsed_sessions(tx, job.county, now); }},
            {forget_log, [](db::Tx& tx, const jobs::Job& job, Instant now) {
                 forget_sign_ins(tx, job.county, now - tx.links().get<Hooks>().limits.log_kept);
             }}};
}

Module make_module(const Services& services) {
    Module module;
    module.name = "auth";
    module.words = "Signing in, sessions, API tokens, the first set-up.";
    module.endpoints = endpoints(services);
    for (auto& part : {session_endpoints(), token_endpoints()})
        module.endpoints.insert(module.endpoints.end(), part.begin(), part.end());
    module.jobs = handlers();
    module.timetable = {jobs::every(end_lapsed, std::chrono::minutes{5}),
                        jobs::daily(forget_log, 3, 40)};
    module.powers = {{"tokens.manage", "建立接口令牌", "Make tokens for other programs"}};
    module.migrations = embedded_migrations("platform/auth");
    module.refusals = refusals();
    return module;
}

} // namespace weicheng::auth
