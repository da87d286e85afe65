# +++
# id      = "host.clock"
# req     = ["HO-05", "DB-13"]
# title   = { zh-CN = "主机时钟与时间同步", en = "Clock and time service" }
# why     = { zh-CN = "时钟不准，日志、备份和定时作业的时间都对不上，按时间查找的结论也不可信。与本机相差按 1970 年起的秒数比较，与时区无关；带回的采集文件无从比较。", en = "With a wrong clock the times of logs, backups and jobs do not fit together, and nothing searched by time can be trusted. Clocks are compared in seconds since 1970, whatever the zone; a file that was brought cannot be compared." }
# advice  = { zh-CN = "用 chronyc tracking 或 ntpq -pn 查看时间服务；没有在同步的先恢复服务和到时间服务器的网络（UDP 123）。向前大步调时会影响定时作业和数据库，请在窗口期做。", en = "See chronyc tracking or ntpq -pn; where nothing keeps it in step, restore the service and the way to its server (UDP 123). Large steps disturb jobs and databases: make them in a window." }
# cadence = "daily"
# on      = { os = ["linux"] }
# parser  = "timesync"
# subject = []
# empty   = "unknown"
# metric  = ["skew", "offset_ms"]
# limits  = { warn_s = 5, crit_s = 60 }
# chart   = "skew"
# column.skew      = { type = "number", unit = "seconds", title = { zh-CN = "比本机快", en = "Ahead of this machine" } }
# column.zone      = { type = "text",   title = { zh-CN = "时区", en = "Zone" } }
# column.source    = { type = "text",   title = { zh-CN = "时间服务", en = "Time service" } }
# column.synced    = { type = "bool",   title = { zh-CN = "已同步", en = "In step" } }
# column.offset_ms = { type = "number", unit = "ms", title = { zh-CN = "与时间服务器相差", en = "Off its server" } }
# column.server    = { type = "text",   title = { zh-CN = "时间服务器", en = "Server" } }
# column.stratum   = { type = "number", title = { zh-CN = "层级", en = "Stratum" } }
# [[rule]]
# level = "critical"
# topic = "skew"
# when  = "skew != null && (skew > limits.crit_s || skew < 0.0 - limits.crit_s)"
# says  = { zh-CN = "主机时钟与本机相差 {{ skew | duration }}，超过 {{ limits.crit_s }} 秒", en = "The clock is {{ skew | duration }} ahead of this machine, more than {{ limits.crit_s }} s off" }
# [[rule]]
# level = "warning"
# topic = "skew"
# when  = "skew != null && (skew > limits.warn_s || skew < 0.0 - limits.warn_s)"
# says  = { zh-CN = "主机时钟与本机相差 {{ skew | duration }}，超过 {{ limits.warn_s }} 秒", en = "The clock is {{ skew | duration }} ahead of this machine, more than {{ limits.warn_s }} s off" }
# [[rule]]
# level = "warning"
# topic = "sync"
# when  = "source == null"
# says  = { zh-CN = "没有发现时间同步服务（chrony、ntp、systemd-timesyncd 都没有应答）", en = "No time service was found (neither chrony nor ntp nor systemd-timesyncd answers)" }
# [[rule]]
# level = "warning"
# topic = "sync"
# when  = "source != null && !synced"
# says  = { zh-CN = "时间服务 {{ source }} 在运行，但没有与任何服务器同步", en = "The time service {{ source }} runs, and is in step with no server" }
# [[rule]]
# level = "warning"
# topic = "offset"
# when  = "offset_ms != null && (offset_ms > limits.warn_s * 1000.0 || offset_ms < 0.0 - limits.warn_s * 1000.0)"
# says  = { zh-CN = "主机时钟与时间服务器 {{ server }} 相差 {{ offset_ms }} 毫秒，超过 {{ limits.warn_s }} 秒", en = "The clock is {{ offset_ms }} ms off its server {{ server }}, more than {{ limits.warn_s }} s" }
# [[example]]
# name   = "in step"
# rows   = [[0.3, "+0800 CST", "chrony", true, 0.12, "10.1.1.1", 3.0]]
# expect = "ok"
# [[example]]
# name   = "five seconds are not more than five"
# rows   = [[-5.0, "+0800 CST", "chrony", true, 0.12, "10.1.1.1", 3.0]]
# expect = "ok"
# [[example]]
# name   = "behind"
# rows   = [[-42.0, "+0800 CST", "chrony", true, 0.12, "10.1.1.1", 3.0]]
# expect = "warning"
# says   = "42 秒"
# [[example]]
# name   = "far ahead"
# rows   = [[1200.0, "+0800 CST", "ntp", true, 0.12, "10.1.1.1", 3.0]]
# expect = "critical"
# [[example]]
# name   = "no service"
# rows   = [[0.3, "+0800 CST", "", false, 0.0, "", 0.0]]
# null   = [[0, "synced"], [0, "offset_ms"], [0, "stratum"]]
# expect = "warning"
# says   = "没有发现时间同步服务"
# [[example]]
# name   = "a service without a server"
# rows   = [[0.3, "+0800 CST", "ntp", false, 0.0, "", 16.0]]
# null   = [[0, "offset_ms"]]
# expect = "warning"
# says   = "没有与任何服务器同步"
# [[example]]
# name   = "the service knows that it is far off"
# rows   = [[0.3, "+0800 CST", "ntp", true, 9000.0, "10.1.1.1", 3.0]]
# expect = "warning"
# says   = "9000 毫秒"
# [[example]]
# name   = "a file that was brought"
# rows   = [[0.0, "", "chrony", true, 0.12, "10.1.1.1", 3.0]]
# null   = [[0, "skew"]]
# expect = "ok"
# [[example]]
# name   = "a service that does not say whether the clock is in step"
# rows   = [[0.4, "+0800 CST", "timesyncd", true, 0.0, "", 0.0]]
# null   = [[0, "synced"], [0, "offset_ms"], [0, "stratum"]]
# expect = "unknown"
# [[example]]
# name   = "no answer"
# rows   = []
# expect = "unknown"
# +++
part zone
date '+%z %Z'
part chronyc
have chronyc && within 5 chronyc -n tracking
part ntpq
have ntpq && within 5 ntpq -pn
part timedatectl
have timedatectl && within 5 timedatectl status
:
