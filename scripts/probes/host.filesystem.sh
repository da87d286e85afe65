# +++
# id      = "host.filesystem"
# req     = ["HO-04", "HO-10", "DB-12"]
# title   = { zh-CN = "文件系统使用率", en = "File systems" }
# why     = { zh-CN = "写满后日志、归档和应用都会停；合同要求：96% 及以上为异常，100% 立即通知，一天增长超过 2% 要记录。", en = "A full file system stops logs, archiving and applications. The contract: 96 % and above is abnormal, 100 % is told at once, more than 2 points a day is noted." }
# advice  = { zh-CN = "先找占用最大的目录（du -xk 挂载点 | sort -n | tail）和已删除未释放的文件，清理或扩容；清理前先确认文件归属。", en = "Find the largest folders (du -xk MOUNT | sort -n | tail) and deleted files still held open; clean up or extend. Ask whose files they are first." }
# cadence = "interval"
# on      = { os = ["linux", "aix"] }
# parser  = "df"
# subject = ["mount"]
# empty   = "unknown"
# metric  = ["used_pct", "used_mb", "total_mb"]
# limits  = { crit = 96, full = 100, growth = 2 }
# chart   = "used_pct"
# timeout_s = 30
# column.mount    = { type = "text",   title = { zh-CN = "挂载点", en = "Mounted on" } }
# column.device   = { type = "text",   title = { zh-CN = "设备", en = "Device" } }
# column.fstype   = { type = "text",   title = { zh-CN = "类型", en = "Type" } }
# column.total_mb = { type = "number", unit = "mb", title = { zh-CN = "总大小", en = "Size" } }
# column.used_mb  = { type = "number", unit = "mb", title = { zh-CN = "已用", en = "Used" } }
# column.avail_mb = { type = "number", unit = "mb", title = { zh-CN = "可用", en = "Available" } }
# column.used_pct = { type = "number", unit = "percent", title = { zh-CN = "使用率（df）", en = "Used % (df)" } }
# [[rule]]
# level = "critical"
# when  = "used_pct >= limits.full"
# says  = { zh-CN = "文件系统 {{ mount }} 已满（{{ used_pct }}%），立即通知：剩 {{ avail_mb | mb }}，共 {{ total_mb | mb }}", en = "File system {{ mount }} is full ({{ used_pct }} %), tell the owner at once: {{ avail_mb | mb }} left of {{ total_mb | mb }}" }
# [[rule]]
# level = "critical"
# when  = "used_pct >= limits.crit && used_pct < limits.full"
# says  = { zh-CN = "文件系统 {{ mount }} 使用率 {{ used_pct }}%，达到 {{ limits.crit }}%，剩 {{ avail_mb | mb }}，共 {{ total_mb | mb }}", en = "File system {{ mount }} is used {{ used_pct }} %, the limit is {{ limits.crit }} %; {{ avail_mb | mb }} left of {{ total_mb | mb }}" }
# [[example]]
# name   = "96 is abnormal"
# rows   = [["/u01", "/dev/sdb1", "ext4", 102400.0, 98304.0, 4096.0, 96.0]]
# expect = "critical"
# subject = "/u01"
# +++
part mounts
cat /proc/mounts 2>/dev/null
part df
df -kP
