# +++
# id      = "host.identity"
# req     = ["HO-01", "HO-05"]
# title   = { zh-CN = "主机概况", en = "Host identity" }
# why     = { zh-CN = "后面各项检查都以这台主机的系统、版本和启动时间为准；意外重启说明掉电、宕机或被人重启过。", en = "All other checks depend on this host's system and version; a restart nobody planned means power loss, a crash, or somebody at work." }
# advice  = { zh-CN = "用 last -x reboot 查重启时间，再看重启前的系统日志；计划内的重启在运维日志中登记。", en = "See the time with last -x reboot and the system log before it; a planned restart belongs into the work log." }
# cadence = "interval"
# on      = { os = ["linux", "aix", "hp-ux"] }
# parser  = "identity"
# subject = []
# empty   = "unknown"
# metric  = ["uptime_s"]
# column.hostname  = { type = "text",    title = { zh-CN = "主机名", en = "Host name" } }
# column.os        = { type = "text",    title = { zh-CN = "系统类型", en = "OS" } }
# column.system    = { type = "text",    title = { zh-CN = "系统版本", en = "System" } }
# column.kernel    = { type = "text",    title = { zh-CN = "内核", en = "Kernel" } }
# column.arch      = { type = "text",    title = { zh-CN = "架构", en = "Machine" } }
# column.cpus      = { type = "integer", unit = "count", title = { zh-CN = "逻辑处理器", en = "Processors" } }
# column.memory_mb = { type = "number",  unit = "mb", title = { zh-CN = "内存", en = "Memory" } }
# column.root      = { type = "bool",    title = { zh-CN = "以 root 运行", en = "As root" } }
# column.uptime_s  = { type = "number",  unit = "seconds", title = { zh-CN = "已运行", en = "Up for" } }
# [[rule]]
# level = "warning"
# topic = "restart"
# when  = "uptime_s != null && prev('uptime_s') != null && uptime_s < prev('uptime_s') && elapsed_s() != null"
# says  = { zh-CN = "上次查看之后重新启动过，已运行 {{ uptime_s | duration }}", en = "It was restarted since the last look; up for {{ uptime_s | duration }}" }
# [[example]]
# name   = "up for months"
# rows   = [["app01", "linux", "CentOS Linux 7 (Core)", "3.10.0", "x86_64", 4, 7821.0, true, 8640000.0]]
# expect = "ok"
# [[example]]
# name   = "restarted an hour ago"
# rows   = [["app01", "linux", "CentOS Linux 7 (Core)", "3.10.0", "x86_64", 4, 7821.0, true, 3600.0]]
# prev   = [["app01", "linux", "CentOS Linux 7 (Core)", "3.10.0", "x86_64", 4, 7821.0, true, 8640000.0]]
# expect = "warning"
# says   = "重新启动过"
# [[example]]
# name   = "nothing known of uptime"
# rows   = [["app01", "hp-ux", "HP-UX B.11.31", "B.11.31", "ia64", 4, 7821.0, true, 0.0]]
# null   = [[0, "uptime_s"]]
# expect = "ok"
# [[example]]
# name   = "no answer"
# rows   = []
# expect = "unknown"
# +++
part uname
uname -s; uname -n; uname -r; uname -m; uname -v
part release
case $OS in
Linux) cat /etc/os-release 2>/dev/null || cat /etc/kylin-release /etc/redhat-release /etc/SuSE-release 2>/dev/null ;;
AIX) oslevel -s ;;
esac
part cpus
case $OS in
Linux) getconf _NPROCESSORS_ONLN ;;
AIX) lsdev -Cc processor | wc -l ;;
HP-UX) ioscan -kC processor | grep -c processor ;;
esac
part memory
case $OS in
Linux) grep MemTotal /proc/meminfo ;;
AIX) lsattr -El sys0 -a realmem ;;
HP-UX) machinfo 2>/dev/null | grep -i '^ *memory' ;;
esac
part uid
id -u
part uptime
cat /proc/uptime 2>/dev/null || uptime
