# +++
# id      = "host.inode"
# req     = ["HO-04", "DB-12"]
# title   = { zh-CN = "文件系统 inode 使用率", en = "Inodes of file systems" }
# why     = { zh-CN = "inode 用完后，空间还有也建不了新文件，报“设备上没有空间”。网络挂载由其服务器负责，不在此列。", en = "Without free inodes no file can be made although there is space; programs say that no space is left. Network mounts are their server's matter and are not here." }
# advice  = { zh-CN = "多半是成堆的小文件（会话、审计 *.aud、邮件队列、临时文件）：用 du --inodes -x 挂载点 或逐层 ls | wc -l 找到目录，确认后清理。", en = "Mostly heaps of small files (sessions, audit *.aud, mail queues, temporary files): find the folder with du --inodes -x MOUNT or ls | wc -l level by level, and clean up once you know whose they are." }
# cadence = "interval"
# on      = { os = ["linux"] }
# parser  = "inode"
# subject = ["mount"]
# empty   = "ok"
# metric  = ["iused_pct", "iused"]
# limits  = { crit = 96, full = 100 }
# chart   = "iused_pct"
# column.mount     = { type = "text",    title = { zh-CN = "挂载点", en = "Mounted on" } }
# column.device    = { type = "text",    title = { zh-CN = "设备", en = "Device" } }
# column.fstype    = { type = "text",    title = { zh-CN = "类型", en = "Type" } }
# column.role      = { type = "text",    title = { zh-CN = "性质", en = "Nature" } }
# column.inodes    = { type = "integer", unit = "count", title = { zh-CN = "inode 总数", en = "Inodes" } }
# column.iused     = { type = "integer", unit = "count", title = { zh-CN = "已用", en = "Used" } }
# column.ifree     = { type = "integer", unit = "count", title = { zh-CN = "可用", en = "Free" } }
# column.iused_pct = { type = "number",  unit = "percent", title = { zh-CN = "inode 使用率", en = "Inodes used %" } }
# show    = ["mount", "device", "fstype", "inodes", "iused", "ifree", "iused_pct"]
# [[rule]]
# level = "critical"
# when  = "iused_pct >= limits.full"
# says  = { zh-CN = "文件系统 {{ mount }} 的 inode 已用完（{{ iused_pct }}%），立即通知负责人：共 {{ inodes | num }} 个，剩 {{ ifree | num }} 个", en = "File system {{ mount }} has no inodes left ({{ iused_pct }} %), tell its owner at once: {{ ifree | num }} free of {{ inodes | num }}" }
# [[rule]]
# level = "critical"
# when  = "iused_pct >= limits.crit && iused_pct < limits.full"
# says  = { zh-CN = "文件系统 {{ mount }} 的 inode 使用率 {{ iused_pct }}%，达到 {{ limits.crit }}%，剩 {{ ifree | num }} 个", en = "Inodes of file system {{ mount }} are used {{ iused_pct }} %, the limit is {{ limits.crit }} %; {{ ifree | num }} are free" }
# [[example]]
# name   = "96 is abnormal"
# rows   = [["/u01", "/dev/sdb1", "ext4", "disk", 1000000, 960000, 40000, 96.0]]
# expect = "critical"
# says   = "达到 96%"
# [[example]]
# name   = "used up"
# rows   = [["/u01", "/dev/sdb1", "ext4", "disk", 1000000, 1000000, 0, 100.0]]
# expect = "critical"
# says   = "立即通知"
# [[example]]
# name   = "plenty"
# rows   = [["/u01", "/dev/sdb1", "ext4", "disk", 1000000, 10000, 990000, 1.0]]
# expect = "ok"
# [[example]]
# name   = "how many are used is not told"
# rows   = [["/u01", "/dev/hd4", "jfs2", "disk", 1000000, 0, 990000, 1.0]]
# null   = [[0, "iused"]]
# expect = "ok"
# [[example]]
# name   = "only file systems that make inodes as they need them"
# rows   = []
# expect = "ok"
# +++
part mounts
cat /proc/mounts
IFS='
'
set -f
part df
set -- `awk '$1 ~ /^\// && $3 !~ /^(nfs|nfs4|cifs|smb3|smbfs|fuse.*|ceph|lustre|glusterfs|iso9660|squashfs|udf)$/ || $3 == "tmpfs" && $2 !~ /^\/(proc|sys|var\/lib|run\/(containerd|docker))\// || $3 == "overlay" && $2 == "/" { if (!seen[$2]++) print $2 }' /proc/mounts | sed 's/\\040/ /g'`
df -iP "$@"
