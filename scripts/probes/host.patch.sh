# +++
# id      = "host.patch"
# req     = ["HO-12", "HO-01"]
# title   = { zh-CN = "系统补丁", en = "Patches of the system" }
# why     = { zh-CN = "长期不打补丁会留下公开的漏洞；装了新内核不重启，补丁并没有生效。", en = "A system that is not patched keeps known holes; a new kernel without a restart has no effect." }
# advice  = { zh-CN = "先在测试机验证，再安排停机窗口更新并重启；更新前做系统备份，更新后填写系统调整记录单。", en = "Try it on a test host, then plan a window for update and restart; back up the system before and write the change record after." }
# cadence = "monthly"
# on      = { os = ["linux"] }
# parser  = "patch"
# subject = []
# empty   = "unknown"
# metric  = ["update_days", "packages"]
# limits  = { days = 180 }
# timeout_s = 60
# column.system      = { type = "text", title = { zh-CN = "系统版本", en = "System" } }
# column.running     = { type = "text", title = { zh-CN = "运行的内核", en = "Running kernel" } }
# column.newest      = { type = "text", title = { zh-CN = "已装的最新内核", en = "Newest installed kernel" } }
# column.reboot      = { type = "bool", title = { zh-CN = "等待重启", en = "Restart pending" } }
# column.core        = { type = "text", title = { zh-CN = "启动后更新的基础包", en = "Core packages updated since the start" } }
# column.last_update = { type = "time", title = { zh-CN = "最近更新", en = "Last update" } }
# column.update_days = { type = "number", unit = "days", title = { zh-CN = "距今天数", en = "Days ago" } }
# column.packages    = { type = "integer", unit = "count", title = { zh-CN = "软件包数", en = "Packages" } }
# column.incomplete  = { type = "text", title = { zh-CN = "不完整的补丁级别", en = "Incomplete levels" } }
# [[rule]]
# level = "warning"
# topic = "age"
# when  = "update_days > limits.days"
# says  = { zh-CN = "最近一次更新软件包是 {{ update_days }} 天前（{{ last_update }}），超过 {{ limits.days }} 天", en = "Packages were last updated {{ update_days }} days ago ({{ last_update }}), the limit is {{ limits.days }} days" }
# [[rule]]
# level = "warning"
# topic = "reboot"
# when  = "reboot != null && reboot"
# says  = { zh-CN = "内核已更新但没有重启：运行 {{ running }}，已装 {{ newest }}", en = "The kernel was updated without a restart: {{ running }} runs, {{ newest }} is installed" }
# [[rule]]
# level = "note"
# topic = "core"
# when  = "core != null"
# says  = { zh-CN = "启动之后更新过基础包（{{ core }}），重启后才完全生效", en = "Core packages were updated since the start ({{ core }}); they are fully in use after a restart" }
# [[rule]]
# level = "warning"
# topic = "incomplete"
# when  = "incomplete != null"
# says  = { zh-CN = "补丁级别不完整：{{ incomplete }}", en = "Levels are incomplete: {{ incomplete }}" }
# [[example]]
# name   = "not patched for a year, restart pending"
# rows   = [["CentOS Linux 7 (Core)", "3.10.0-957.el7.x86_64", "3.10.0-1062.el7.x86_64", true, "", "2024-11-20T10:00:00", 367.0, 812, ""]]
# expect = "warning"
# says   = "367 天前"
# [[example]]
# name   = "levels of AIX"
# rows   = [["7100-04-04-1717", "", "", false, "", "2025-11-01T10:00:00", 21.0, 812, "7100-05_AIX_ML"]]
# null   = [[0, "reboot"]]
# expect = "warning"
# says   = "不完整"
# [[example]]
# name   = "core packages"
# rows   = [["CentOS Linux 7 (Core)", "3.10.0-957.el7.x86_64", "3.10.0-957.el7.x86_64", false, "glibc", "2025-11-20T10:00:00", 2.0, 812, ""]]
# expect = "note"
# [[example]]
# name   = "up to date"
# rows   = [["CentOS Linux 7 (Core)", "3.10.0-1062.el7.x86_64", "3.10.0-1062.el7.x86_64", false, "", "2025-11-20T10:00:00", 2.0, 812, ""]]
# expect = "ok"
# [[example]]
# name   = "nobody knows when"
# rows   = [["Linux", "3.10.0-1062.el7.x86_64", "", false, "", "2025-11-20T10:00:00", 2.0, 812, ""]]
# null   = [[0, "reboot"], [0, "last_update"], [0, "update_days"], [0, "packages"]]
# expect = "unknown"
# [[example]]
# name   = "no answer"
# rows   = []
# expect = "unknown"
# +++
part clock
date '+%Y-%m-%d %H:%M:%S'
part release
cat /etc/os-release 2>/dev/null || cat /etc/kylin-release /etc/redhat-release /etc/SuSE-release 2>/dev/null
part running
uname -r
part kernels
ls -1 /boot 2>/dev/null | grep -E '^vmlinu[xz]-|^Image-|^kernel-' | sed 's/^[A-Za-z]*-//'
part uptime
cat /proc/uptime
part packages
if have rpm && [ -n "`ls /var/lib/rpm /usr/lib/sysimage/rpm 2>/dev/null`" ]; then
  rpm -qa --qf '%{INSTALLTIME}\n' | sort -n | awk '{ l = $1 } END { if (NR) print l, NR }'
  part core
  rpm -q --qf '%{INSTALLTIME} %{NAME}\n' glibc openssl-libs openssl systemd dbus 2>/dev/null | grep '^[0-9]'
elif [ -d /var/lib/dpkg/info ]; then
  stat -c %Y /var/lib/dpkg/info/*.list | sort -n | awk '{ l = $1 } END { if (NR) print l, NR }'
  part core
  for p in libc6 libssl1.1 libssl3 libssl3t64 systemd dbus; do
    for f in /var/lib/dpkg/info/$p.list /var/lib/dpkg/info/$p:*.list; do
      [ -f $f ] && echo "`stat -c %Y $f` $p"
    done
  done
fi
part reboot
[ -f /run/reboot-required ] && cat /run/reboot-required
