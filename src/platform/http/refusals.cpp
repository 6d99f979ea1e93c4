// The words of what the platform itself refuses.
#include "platform/http/problem.h"

namespace weicheng::http {

static std::vector<RefusalWords> request_refusals() {
    return {
        {"request.fields_wrong", 422, "有 {count} 处填写不符合要求；请按各项提示改正后再提交。",
         "{count} fields cannot be taken; correct each one as told and send again."},
        {"json.malformed", 400, "提交的内容不是正确的 JSON（第 {offset} 字节处）；请检查后重发。",
         "The body is not JSON (at byte {offset}); check it and send again."},
        {"json.bad_utf8", 400, "提交的内容不是 UTF-8 编码；请改用 UTF-8 后重发。",
         "The body is not UTF-8 text; encode it as UTF-8 and send again."},
        {"json.too_deep", 400, "提交的内容嵌套超过 16 层；请减少嵌套后重发。",
         "The body is nested deeper than 16 levels; flatten it and send again."},
        {"json.duplicate_member", 400, "提交的内容里有重名的项；同一层每个名称只能出现一次。",
         "A member stands twice in one object; use each name once."},
        {"request.malformed", 400, "请求不符合 HTTP 规范；请检查发送的程序。",
         "The request does not follow HTTP; check the sending program."},
        {"request.bad_address", 400, "网址里的编码有误；请检查后重新打开。",
         "The address holds a broken escape; check it and open it again."},
        {"path.unknown", 404, "没有这个地址；可能已变更或输入有误，请从首页进入。",
         "There is nothing at this address; it may have moved, start from the front page."},
        {"method.not_allowed", 405, "这个地址不支持此操作；可用的方式：{allow}。",
         "This address does not take that method; it takes {allow}."},
        {"request.timed_out", 408, "请求迟迟没有发完；网络可能不稳，请重试。",
         "The request did not arrive in time; the network may be weak, try again."},
        {"request.length_missing", 411, "请求没有说明内容长度；请带上 Content-Length 后重发。",
         "The request does not say its length; send it with Content-Length."},
        {"request.too_large", 413, "提交的内容过大，最多 {max} 字节；请压缩或分开提交。",
         "The body is larger than {max} bytes; shrink it or send it in parts."},
        {"request.address_too_long", 414, "网址过长；请减少筛选条件后再试。",
         "The address is too long; use fewer conditions."},
        {"request.body_kind", 415, "内容类型不对，这里只收 {wanted}；请改正后重发。",
         "This body kind is not taken here; send {wanted}."},
        {"request.header_too_large", 431, "请求头过大；请清除本站 Cookie 后重试。",
         "The request's headers are too large; clear this site's cookies and try again."},
        {"request.key_missing", 428, "缺少 Idempotency-Key；为防重复提交，请带上后重发。",
         "Idempotency-Key is missing; it keeps a repeated command harmless, send one."},
        {"request.key_malformed", 422, "Idempotency-Key 格式不对；应为 32 位十六进制数或 UUID。",
         "Idempotency-Key has the wrong form; use 32 hexadecimal digits or a UUID."},
        {"request.key_reused", 422, "这个 Idempotency-Key 已用于另一次提交；请换一个新的。",
         "This Idempotency-Key was used for another command; make a new one."},
        {"request.if_match_missing", 428, "缺少 If-Match；请先读取最新内容，再带上版本号提交。",
         "If-Match is missing; read the thing first and send the revision you saw."},
        {"request.if_match_malformed", 400, "If-Match 格式不对；应为带引号的版本号，如 \"7\"。",
         "If-Match has the wrong form; send the revision in quotes, such as \"7\"."},
        {"request.stale", 412, "内容刚被别人改过；请看过最新情况后再操作。",
         "Someone has just changed this; look at the present state and decide again."},
        {"request.too_many", 429, "操作太频繁；请 {retry_after_seconds} 秒后再试。",
         "Too many requests from this address; try again in {retry_after_seconds} seconds."},
    };
}

static std::vector<RefusalWords> server_refusals() {
    return {
        {"server.busy", 503, "系统正忙，这次没有办成；请稍等片刻再试，内容不会重复。",
         "The server is busy and did nothing; wait a moment and send the same again."},
        {"server.incident", 500, "系统出错，这次没有办成；请记下编号 {incident} 并告知管理员。",
         "Something broke and nothing was done; tell the administrator the number {incident}."},
        {"server.disk_full", 507, "服务器磁盘已满，这次没有保存；请稍后再试，并请管理员清理磁盘。",
         "The server's disk is full and nothing was saved; try again later and tell the "
         "administrator to make room."},
        {"server.store_away", 503, "数据库暂时连不上，这次没有办成；请稍后原样再提交一次。",
         "The database cannot be reached and nothing was done; send the same again in a moment."},
        {"server.outcome_unknown", 503,
         "存储刚才中断，不能确定这次是否办成；请稍后原样再提交一次，内容不会重复。",
         "The store was interrupted, and it is not certain whether this was done; send the same "
         "again in a moment, it will not happen twice."},
        {"server.local_only", 403, "这个地址只在服务器本机开放；请在本机查看或修改设置。",
         "This address is open only on the server itself; look there or change the setting."},
        {"auth.sign_in_first", 401, "尚未登录或登录已过期；请登录后再试。",
         "You are not signed in, or the session has ended; sign in and try again."},
        {"auth.token_invalid", 401,
         "接口令牌无效：可能写错、已到期或已停用，或建立它的账号已停用；请换用新的令牌。",
         "The API token opens nothing: mistyped, expired or ended, or the account that made it is "
         "closed; use another token."},
        {"auth.not_by_token", 403, "这件事须由本人登录后办理，接口令牌不能代办；请登录后操作。",
         "This takes a person who is signed in; a token cannot do it. Sign in and do it there."},
        {"auth.change_password_first", 403,
         "您的密码是别人代设的，须先改成自己的密码才能继续；请先修改密码。",
         "Your password was set by somebody else. Choose a password of your own first."},
        {"auth.power_missing", 403, "您没有办理此事的权限；如有需要，请联系管理员。",
         "Your post does not carry the power for this; ask the administrator if it should."},
        {"auth.csrf", 403, "无法确认这次操作出自本页面；请刷新页面后再试。",
         "The request cannot be shown to come from our own page; reload and try again."},
    };
}

static std::vector<RefusalWords> field_refusals() {
    return {
        {"field.missing", 0, "必填；请补上。", "This is needed; fill it in."},
        {"field.unknown", 0, "没有这一项；请去掉。", "There is no such member; leave it out."},
        {"field.wrong_type", 0, "类型不对；应为{wanted_zh}。", "Wrong type; send {wanted_en}."},
        {"field.too_long", 0, "太长；最多 {max} 个字。", "Too long; {max} characters at most."},
        {"field.too_short", 0, "太短；至少 {min} 个字。", "Too short; {min} characters at least."},
        {"field.too_small", 0, "太小；不能小于 {min}。", "Too small; {min} at least."},
        {"field.too_large", 0, "太大；不能大于 {max}。", "Too large; {max} at most."},
        {"field.too_few", 0, "数量不够；至少 {min} 个。", "Too few; {min} at least."},
        {"field.too_many", 0, "数量过多；最多 {max} 个。", "Too many; {max} at most."},
        {"field.bad_utf8", 0, "含有无法显示的字符；请删去后重填。",
         "It holds characters that cannot be shown; remove them."},
        {"field.unknown_name", 0, "没有这个取值；可用：{names}。",
         "Not a known value; use one of {names}."},
        {"field.bad_instant", 0, "不是有效的时间；应如 2026-11-22T09:31:00+08:00。",
         "Not a moment; write it as 2026-11-22T09:31:00+08:00."},
        {"field.bad_date", 0, "不是有效的日期；应如 2026-11-22。",
         "Not a date; write it as 2026-11-22."},
        {"field.bad_id", 0, "不是有效的编号；应为一串数字。",
         "Not an identifier; it is a row of digits."},
    };
}

std::vector<RefusalWords> refusals() {
    auto all = request_refusals();
    for (const auto& some : {server_refusals(), field_refusals()})
        all.insert(all.end(), some.begin(), some.end());
    return all;
}

} // namespace weicheng::http
