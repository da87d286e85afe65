# +++
# id      = "host.os-backup"
# req     = ["HO-08"]
# title   = { zh-CN = "系统备份", en = "Backup of the system" }
# why     = { zh-CN = "系统盘坏了没有系统备份，只能重装重配；合同要求每月备份一次系统并保存。", en = "Without an image a lost system disk means a new installation by hand. The contract: one backup of the system a month, kept." }
# advice  = { zh-CN = "本月补做一次系统备份（ReaR：rear mkbackup；AIX：mksysb；HP-UX：make_tape_recovery），把介质编号、存放地点和结果登记到运维日志。", en = "Make a backup this month (ReaR: rear mkbackup; AIX: mksysb; HP-UX: make_tape_recovery); write medium, place and result into the work log." }
# cadence = "monthly"
# on      = { os = ["linux"] }
# parser  = "os-backup"
# subject = ["software"]
# empty   = "unknown"
# metric  = ["age_days", "size_mb"]
# limits  = { days = 31 }
# column.software = { type = "text", title = { zh-CN = "备份软件", en = "Software" } }
# column.file     = { type = "text", title = { zh-CN = "依据", en = "Evidence" } }
# column.time     = { type = "time", title = { zh-CN = "时间", en = "Made at" } }
# column.size_mb  = { type = "number", unit = "mb", title = { zh-CN = "大小", en = "Size" } }
# column.result   = { type = "text", title = { zh-CN = "结果", en = "Result" } }
# column.age_days = { type = "number", unit = "days", title = { zh-CN = "距今天数", en = "Days ago" } }
# [[rule]]
# level = "critical"
# when  = "result.contains('failed')"
# says  = { zh-CN = "{{ software }} 最近一次系统备份失败（{{ time }}，{{ file }}）", en = "The last backup of the system with {{ software }} failed ({{ time }}, {{ file }})" }
# [[rule]]
# level = "critical"
# when  = "result == 'none'"
# says  = { zh-CN = "装了 {{ software }}，但没有找到做过系统备份的记录", en = "{{ software }} is installed, and there is no trace of a backup of the system" }
# [[rule]]
# level = "critical"
# when  = "(result == 'ok' || result == 'warnings' || result == 'evidence') && age_days > limits.days"
# says  = { zh-CN = "最近一次系统备份是 {{ age_days }} 天前（{{ software }}，{{ time }}），超过 {{ limits.days }} 天", en = "The last backup of the system is {{ age_days }} days old ({{ software }}, {{ time }}), the limit is {{ limits.days }}" }
# [[rule]]
# level = "note"
# when  = "result == 'warnings'"
# says  = { zh-CN = "{{ software }} 最近一次系统备份有警告（{{ time }}），请看 {{ file }}", en = "The last backup of the system with {{ software }} had warnings ({{ time }}), see {{ file }}" }
# [[rule]]
# level = "note"
# when  = "result == 'evidence'"
# says  = { zh-CN = "{{ software }} 在 {{ time }} 做过系统备份（依据 {{ file }}），是否完成请核对介质", en = "{{ software }} made a backup of the system at {{ time }} (by {{ file }}); see at the medium whether it is complete" }
# [[example]]
# name   = "two months old"
# rows   = [["ReaR", "/var/log/rear/rear-app01.log", "2025-09-20T02:00:00", 0.0, "ok", 63.2]]
# null   = [[0, "size_mb"]]
# expect = "critical"
# says   = "63.2 天前"
# [[example]]
# name   = "it failed"
# rows   = [["ReaR", "/var/log/rear/rear-app01.log", "2025-11-20T02:00:00", 0.0, "failed", 2.2]]
# null   = [[0, "size_mb"]]
# expect = "critical"
# [[example]]
# name   = "never made"
# rows   = [["ReaR", "", "2025-11-20T02:00:00", 0.0, "none", 0.0]]
# null   = [[0, "time"], [0, "size_mb"], [0, "age_days"]]
# expect = "critical"
# says   = "没有找到"
# [[example]]
# name   = "made this month"
# rows   = [["ReaR", "/var/log/rear/rear-app01.log", "2025-11-20T02:00:00", 812.0, "ok", 2.2]]
# expect = "ok"
# [[example]]
# name   = "made with warnings, and one nobody saw the end of"
# rows   = [["Ignite-UX", "recovery.log", "2025-11-20T02:00:00", 0.0, "warnings", 2.2], ["mksysb", "/image.data", "2025-11-20T02:00:00", 0.0, "evidence", 2.2]]
# null   = [[0, "size_mb"], [1, "size_mb"]]
# expect = "note"
# [[example]]
# name   = "no software: a person must say"
# rows   = [["-", "", "2025-11-20T02:00:00", 0.0, "", 0.0]]
# null   = [[0, "time"], [0, "size_mb"], [0, "age_days"]]
# expect = "unknown"
# [[example]]
# name   = "no answer"
# rows   = []
# expect = "unknown"
# +++
list() { for x in "$@"; do [ -f "$x" ] && stat -c '%Y %s %n' "$x"; done; }
part clock
date '+%Y-%m-%d %H:%M:%S'
if have rear; then
  part 'files ReaR'
  logs=`grep -lE 'mkbackup|mkrescue' /var/log/rear/*.log* 2>/dev/null`
  list $logs
  list /var/lib/rear/output/*.iso
  part 'log ReaR'
  last=`ls -t $logs /dev/null 2>/dev/null | grep -v '^/dev/null' | head -n 1`
  [ -n "$last" ] && tail -n 40 "$last"
  for l in /var/log/rear /var/log/rear/*.log; do
    [ -e "$l" ] && [ ! -r "$l" ] && denied /var/log/rear
  done
fi
if have mondoarchive; then
  part 'files Mondo'
  list /var/log/mondoarchive.log
  part 'log Mondo'
  tail -n 40 /var/log/mondoarchive.log
fi
if [ -s /etc/dumpdates ]; then
  part 'dumpdates dump'
  cat /etc/dumpdates
fi
part agents
for a in NetBackup=/usr/openv/netbackup 'Spectrum Protect=/opt/tivoli/tsm/client' NetWorker=/nsr Veeam=/etc/veeam CommVault=/opt/commvault 'Data Protector=/opt/omni' AnyBackup=/usr/local/AnyBackupClient AnyBackup=/opt/AnyBackup dbackup3=/opt/scutech i2=/etc/sdata; do
  [ -d "${a#*=}" ] && echo "${a%%=*}"
done
