#include "app/settings.h"

#include "foundation/check.h"

#include <array>

namespace weicheng::app {

using Kind = config::Setting::Kind;

static const std::array<config::Setting, 28> table{{
    {"data", "DIR", "data", Kind::text, "数据目录（数据库、照片、密钥）",
     "the folder of the data: database, photos, keys"},
    {"config", "FILE", "", Kind::text, "设置文件；缺省为数据目录下的 weicheng.conf",
     "the file of settings; without it DIR/weicheng.conf if there is one"},
    {"listen", "HOST:PORT", "127.0.0.1:8080", Kind::text, "监听地址", "where to listen"},
    {"db", "URI", "", Kind::text, "PostgreSQL 地址 postgres://…；缺省用数据目录下的 SQLite",
     "postgres://…; without it SQLite in the data folder"},
    {"threads", "N", "0", Kind::number, "网络线程数；0 为每核一个",
     "network threads; 0: one for each core", 0, 256},
    {"slow-threads", "N", "4", Kind::number, "慢操作线程数", "threads for slow work", 1, 256},
    {"commit-batch", "N", "512", Kind::number,
     "SQLite：最多多少次写入合并为一次落盘；1 为每次单独落盘",
     "SQLite: writes that share one commit at the most; 1: one for each", 1, 4096},
    {"behind-proxy", "", "false", Kind::flag, "前面有本机反向代理，采信 X-Forwarded-For",
     "a reverse proxy on this machine stands in front: believe X-Forwarded-For"},
    {"secure-cookies", "", "false", Kind::flag, "经 TLS 访问：Cookie 加 Secure",
     "reached by TLS: mark cookies as Secure"},
    {"idle-minutes", "N", "60", Kind::number, "公用电脑上多少分钟不操作自动退出",
     "minutes without use after which a session at a shared computer ends", 5, 1440},
    {"own-idle-minutes", "N", "720", Kind::number, "个人设备上多少分钟不操作自动退出",
     "the same on a device that nobody else uses", 5, 10080},
    {"session-days", "N", "7", Kind::number, "登录最长有效天数，到期须重新登录",
     "days after which one must sign in again, used or not", 1, 90},
    {"sign-in-log-days", "N", "366", Kind::number, "登录日志保留天数（法规要求不少于六个月）",
     "days the log of sign-ins is kept (the law asks for six months)", 184, 3660},
    {"open-metrics", "", "false", Kind::flag, "允许其他机器读取 /metrics",
     "let other machines read /metrics"},
    {"log-file", "FILE", "", Kind::text, "日志文件；缺省写到标准错误输出",
     "the log file; without it standard error"},
    {"log-level", "LEVEL", "info", Kind::text, "日志级别：debug、info、warning、error",
     "debug, info, warning or error"},
    {"log-requests", "", "false", Kind::flag, "每个请求记一行日志", "a line for each request"},
    {"rate-photos", "N", "600", Kind::number, "每个地址每分钟上传照片次数上限；0 为不限",
     "photos a minute from one address; 0: no limit", 0},
    {"rate-reports", "N", "120", Kind::number, "每个地址每分钟群众上报次数上限；0 为不限",
     "citizens' reports a minute from one address; 0: no limit", 0},
    {"rate-sign-in", "N", "120", Kind::number, "每个地址每分钟登录次数上限；0 为不限",
     "sign-ins a minute from one address; 0: no limit", 0},
    {"rate-reads", "N", "6000", Kind::number, "每个地址每分钟免登录查询次数上限；0 为不限",
     "reads without sign-in a minute from one address; 0: no limit", 0},
    {"connections-per-address", "N", "512", Kind::number,
     "每个地址同时打开的连接数上限（一个单位常共用一个地址）；0 为不限",
     "connections one address may hold at once (an office often shares one); 0: no limit", 0,
     20'000},
    {"photo-program", "FILE", "", Kind::text, "weicheng-photo 的位置；缺省在本程序旁边",
     "where weicheng-photo is; without it beside this program"},
    {"node", "N", "0", Kind::number, "本服务器在编号中的序号（多台共用一个数据库时各不相同）",
     "this server's number in new identifiers; different where several share a database", 0, 1023},
    {"cases", "N", "240", Kind::number, "演示案件数量；超过 5000 件时一次写入，照片共用",
     "how many cases the demo county has; above 5000 they are entered at once, sharing pictures",
     40, 5'000'000},
    {"seed", "S", "1", Kind::number, "演示数据的随机种子；同种子同日得到同样的数据",
     "the demo's seed; the same seed on the same day gives the same data"},
    {"weeks", "N", "6", Kind::number, "演示数据覆盖的周数", "weeks of life in the demo", 1, 520},
    {"name", "NAME", "", Kind::text, "姓名", "the person's name"},
}};

const config::Setting& setting(std::string_view name) {
    for (const auto& entry : table)
        if (entry.name == name) return entry;
    throw Bug("there is no setting " + std::string(name));
}

std::vector<const config::Setting*> settings(const std::vector<const char*>& names) {
    std::vector<const config::Setting*> chosen;
    for (const char* name : names)
        chosen.push_back(&setting(name));
    return chosen;
}

std::vector<const config::Setting*> all_settings() {
    std::vector<const config::Setting*> all;
    for (const auto& entry : table)
        all.push_back(&entry);
    return all;
}

} // namespace weicheng::app
