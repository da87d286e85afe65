# +++
# id      = "host.filesystem"
# req     = ["HO-04", "HO-10", "DB-12"]
# title   = { zh-CN = "文件系统使用率", en = "File systems" }
# why     = { zh-CN = "写满后日志、归档和应用都会停；合同要求：96% 及以上为异常，100% 立即通知，一天增长超过 2 个百分点要记录。只读介质（光盘、镜像）天生是满的，只列出不判断；proc、cgroup、容器的 overlay 等不占存储的不列。", en = "A full file system stops logs, archiving and applications. The contract: 96 % and above is abnormal, 100 % is told at once, more than 2 points a day is noted. Read-only media (discs, images) are full by nature: listed, not judged. What takes no storage (proc, cgroup, overlays of containers) is not listed." }
# advice  = { zh-CN = "先找占用最大的目录（du -xk 挂载点 | sort -n | tail）和已删除未释放的文件，清理或扩容；清理前先确认文件归属。", en = "Find the largest folders (du -xk MOUNT | sort -n | tail) and deleted files still held open; clean up or extend. Ask whose files they are first." }
# cadence = "interval"
# on      = { os = ["linux"] }
# parser  = "df"
# subject = ["mount"]
# empty   = "unknown"
# metric  = ["used_pct", "used_mb", "total_mb"]
# limits  = { crit = 96, full = 100, growth = 2 }
# chart   = "used_pct"
# timeout_s = 30
# column.mount      = { type = "text",   title = { zh-CN = "挂载点", en = "Mounted on" } }
# column.device     = { type = "text",   title = { zh-CN = "设备", en = "Device" } }
# column.fstype     = { type = "text",   title = { zh-CN = "类型", en = "Type" } }
# column.role       = { type = "text",   title = { zh-CN = "性质（disk 磁盘 network 网络 memory 内存 media 只读介质）", en = "Nature" } }
# column.total_mb   = { type = "number", unit = "mb", title = { zh-CN = "总大小", en = "Size" } }
# column.used_mb    = { type = "number", unit = "mb", title = { zh-CN = "已用", en = "Used" } }
# column.avail_mb   = { type = "number", unit = "mb", title = { zh-CN = "可用", en = "Available" } }
# column.used_pct   = { type = "number", unit = "percent", title = { zh-CN = "使用率（df）", en = "Used % (df)" } }
# column.fault      = { type = "text",   title = { zh-CN = "读取失败", en = "Fault" } }
# column.growth_mb  = { type = "number", unit = "mb", title = { zh-CN = "日增长", en = "Growth a day" }, compute = "growth_per_day('used_mb')" }
# column.growth_pct = { type = "number", unit = "percent", title = { zh-CN = "日增长（百分点）", en = "Growth a day, points" }, compute = "growth_per_day('total_mb') != null && growth_per_day('total_mb') != 0.0 ? growth_mb / (used_mb + avail_mb) * 100.0 : growth_per_day('used_pct')" }
# show    = ["mount", "device", "fstype", "total_mb", "used_mb", "avail_mb", "used_pct", "growth_pct", "fault"]
# [[rule]]
# level = "critical"
# when  = "role in ['disk', 'network'] && (fault == null || used_pct != null) && used_pct >= limits.full"
# says  = { zh-CN = "文件系统 {{ mount }} 已满（{{ used_pct }}%），立即通知负责人：剩 {{ avail_mb | mb }}，共 {{ total_mb | mb }}", en = "File system {{ mount }} is full ({{ used_pct }} %), tell its owner at once: {{ avail_mb | mb }} left of {{ total_mb | mb }}" }
# [[rule]]
# level = "critical"
# when  = "role in ['disk', 'network'] && (fault == null || used_pct != null) && used_pct >= limits.crit && used_pct < limits.full"
# says  = { zh-CN = "文件系统 {{ mount }} 使用率 {{ used_pct }}%，达到 {{ limits.crit }}%，剩 {{ avail_mb | mb }}，共 {{ total_mb | mb }}", en = "File system {{ mount }} is used {{ used_pct }} %, the limit is {{ limits.crit }} %; {{ avail_mb | mb }} left of {{ total_mb | mb }}" }
# [[rule]]
# level = "warning"
# when  = "used_pct != null && used_pct >= limits.full && role == 'memory'"
# says  = { zh-CN = "内存文件系统 {{ mount }} 已满（{{ used_pct }}%，共 {{ total_mb | mb }}）", en = "The file system in memory {{ mount }} is full ({{ used_pct }} % of {{ total_mb | mb }})" }
# advice = { zh-CN = "tmpfs 的内容占内存：看里面是哪个程序的文件，清理后仍满再考虑 mount -o remount,size=。", en = "What is in a tmpfs takes memory: see whose files they are and clean up; only then think of mount -o remount,size=." }
# [[rule]]
# level = "critical"
# topic = "fault"
# when  = "fault != null && fault == 'no answer'"
# says  = { zh-CN = "挂载无响应：{{ mount }}（{{ device }}，{{ fstype }}）在 5 秒内没有应答", en = "Mount without an answer: {{ mount }} ({{ device }}, {{ fstype }}) said nothing within 5 seconds" }
# advice = { zh-CN = "先看提供它的服务器和网络是否正常；访问它的程序会卡住且杀不掉。恢复不了时由主机管理员用 umount -f 或 umount -l 卸下。", en = "See whether its server and the network are well; programs that touch it hang and cannot be killed. If it does not come back, the host's administrator takes it off with umount -f or umount -l." }
# [[rule]]
# level = "critical"
# topic = "fault"
# when  = "fault != null && fault != 'no answer'"
# says  = { zh-CN = "挂载读取失败：{{ mount }}（{{ device }}）{{ fault }}", en = "Mount that cannot be read: {{ mount }} ({{ device }}) {{ fault }}" }
# advice = { zh-CN = "网络挂载：查服务器与导出，重新挂载；本地磁盘：立即看系统日志中的 I/O 错误。", en = "A network mount: see its server and export, mount again. A local disk: look for I/O errors in the system log now." }
# [[rule]]
# level = "warning"
# topic = "growth"
# when  = "growth_pct != null && growth_mb != null && growth_pct > limits.growth && growth_mb * 100.0 > limits.growth * (used_mb + avail_mb) && role in ['disk', 'network']"
# says  = { zh-CN = "文件系统 {{ mount }} 一天增长 {{ growth_pct }} 个百分点（{{ growth_mb | mb }}），超过 {{ limits.growth }}，现为 {{ used_pct }}%", en = "File system {{ mount }} grew {{ growth_pct }} points in a day ({{ growth_mb | mb }}), more than {{ limits.growth }}; it is at {{ used_pct }} %" }
# advice = { zh-CN = "找出这一天新写的大文件（find 挂载点 -xdev -mtime -1 -size +100000k），确认是正常业务、归档堆积还是日志失控。", en = "Find the large files of that day (find MOUNT -xdev -mtime -1 -size +100000k) and tell whether it is business, archives piling up, or a log out of hand." }
# [[example]]
# name   = "96 is abnormal"
# rows   = [["/u01", "/dev/sdb1", "ext4", "disk", 102400.0, 98304.0, 4096.0, 96.0, ""]]
# expect = "critical"
# subject = "/u01"
# says   = "达到 96%"
# [[example]]
# name   = "95 is not"
# rows   = [["/u01", "/dev/sdb1", "ext4", "disk", 102400.0, 97280.0, 5120.0, 95.0, ""]]
# expect = "ok"
# [[example]]
# name   = "100 has its own words"
# rows   = [["/u01", "/dev/sdb1", "ext4", "disk", 102400.0, 102390.0, 10.0, 100.0, ""]]
# expect = "critical"
# says   = "立即通知"
# [[example]]
# name   = "a disc is full by nature"
# rows   = [["/mnt/dvd", "/dev/sr0", "iso9660", "media", 4096.0, 4096.0, 0.0, 100.0, ""], ["/snap/core/1", "/dev/loop0", "squashfs", "media", 64.0, 64.0, 0.0, 100.0, ""]]
# expect = "ok"
# [[example]]
# name   = "memory counts when it is full"
# rows   = [["/tmp", "tmpfs", "tmpfs", "memory", 1024.0, 1024.0, 0.0, 100.0, ""], ["/run", "tmpfs", "tmpfs", "memory", 1024.0, 1000.0, 24.0, 98.0, ""]]
# expect = "warning"
# subject = "/tmp"
# [[example]]
# name   = "a dead NFS server"
# rows   = [["/backup", "nas:/vol1", "nfs", "network", 0.0, 0.0, 0.0, 0.0, "no answer"]]
# null   = [[0, "total_mb"], [0, "used_mb"], [0, "avail_mb"], [0, "used_pct"]]
# expect = "critical"
# says   = "挂载无响应"
# [[example]]
# name   = "a handle that is stale"
# rows   = [["/backup", "nas:/vol1", "nfs", "network", 0.0, 0.0, 0.0, 0.0, "Stale file handle"]]
# null   = [[0, "total_mb"], [0, "used_mb"], [0, "avail_mb"], [0, "used_pct"]]
# expect = "critical"
# says   = "Stale file handle"
# [[example]]
# name   = "it answers, and df knows no percentage"
# rows   = [["/data", "pool", "fuse.pool", "disk", 1024.0, 0.0, 0.0, 0.0, ""]]
# null   = [[0, "used_pct"]]
# expect = "unknown"
# [[example]]
# name   = "three points in a day"
# rows   = [["/u01", "/dev/sdb1", "ext4", "disk", 102400.0, 83968.0, 18432.0, 82.0, ""]]
# days   = [[["/u01", "/dev/sdb1", "ext4", "disk", 102400.0, 80896.0, 21504.0, 79.0, ""]]]
# expect = "warning"
# says   = "增长 3 个百分点"
# [[example]]
# name   = "two points are not more than two"
# rows   = [["/u01", "/dev/sdb1", "ext4", "disk", 102400.0, 82944.0, 19456.0, 81.0, ""]]
# days   = [[["/u01", "/dev/sdb1", "ext4", "disk", 102400.0, 80896.0, 21504.0, 79.0, ""]]]
# expect = "ok"
# [[example]]
# name   = "two looks a day do not each tell the same growth"
# rows   = [["/u01", "/dev/sdb1", "ext4", "disk", 102400.0, 82944.0, 19456.0, 81.0, ""]]
# days   = [[["/u01", "/dev/sdb1", "ext4", "disk", 102400.0, 82944.0, 19456.0, 81.0, ""]]]
# prev   = [["/u01", "/dev/sdb1", "ext4", "disk", 102400.0, 79872.0, 22528.0, 78.0, ""]]
# prev_hours = 6
# expect = "ok"
# [[example]]
# name   = "a rounded point of the last hour is no growth of 24 a day"
# rows   = [["/u01", "/dev/sdb1", "ext4", "disk", 102400.0, 80895.0, 21505.0, 80.0, ""]]
# prev   = [["/u01", "/dev/sdb1", "ext4", "disk", 102400.0, 80880.0, 21520.0, 79.0, ""]]
# prev_hours = 1
# expect = "ok"
# [[example]]
# name   = "made larger: what was written counts on the size of today"
# rows   = [["/u01", "/dev/sdb1", "ext4", "disk", 204800.0, 92160.0, 112640.0, 45.0, ""]]
# days   = [[["/u01", "/dev/sdb1", "ext4", "disk", 102400.0, 81920.0, 20480.0, 80.0, ""]]]
# expect = "warning"
# says   = "增长 5 个百分点"
# [[example]]
# name   = "made larger and nothing written"
# rows   = [["/u01", "/dev/sdb1", "ext4", "disk", 204800.0, 81920.0, 122880.0, 40.0, ""]]
# days   = [[["/u01", "/dev/sdb1", "ext4", "disk", 102400.0, 81920.0, 20480.0, 80.0, ""]]]
# expect = "ok"
# [[example]]
# name   = "made smaller: the percentage jumps, the files do not"
# rows   = [["/u01", "/dev/sdb1", "ext4", "disk", 102400.0, 81920.0, 20480.0, 80.0, ""]]
# days   = [[["/u01", "/dev/sdb1", "ext4", "disk", 204800.0, 81920.0, 122880.0, 40.0, ""]]]
# expect = "ok"
# [[example]]
# name   = "a site's own limit"
# rows   = [["/u01", "/dev/sdb1", "ext4", "disk", 102400.0, 92160.0, 10240.0, 90.0, ""]]
# limits = { crit = 90 }
# expect = "critical"
# [[example]]
# name   = "nothing at all"
# rows   = []
# expect = "unknown"
# +++
# Each by name: a `df` over everything touches dead NFS mounts even with -l (coreutils 8.21 and 8.22).
pick() {
  awk -v want="$1" '
    {
      net = ($3 ~ /^(nfs|nfs4|cifs|smb3|smbfs|ncpfs|afs|ceph|lustre|glusterfs|9p|davfs|beegfs|fuse\.(sshfs|glusterfs|ceph|davfs2|s3fs|rclone))$/)
      none = ($3 ~ /^(proc|sysfs|devtmpfs|devpts|cgroup|cgroup2|securityfs|selinuxfs|debugfs|tracefs|pstore|efivarfs|bpf|configfs|fusectl|mqueue|hugetlbfs|binfmt_misc|autofs|rpc_pipefs|nfsd|nsfs|fuse\.gvfsd-fuse|fuse\.portal|fuse\.lxcfs)$/)
      if ($2 ~ /^\/(proc|sys)\//) none = 1
      if (($3 == "overlay" || $3 == "tmpfs") && $2 ~ /^\/(var\/lib\/(docker|containers|kubelet\/pods)|run\/(containerd|docker))\//) none = 1
      if (none || seen[$2]++) next
      if (net == (want == "net")) print $2
    }' /proc/mounts | sed 's/\\040/ /g; s/\\011/	/g; s/\\134/\\/g'
}
part mounts
cat /proc/mounts
IFS='
'
set -f
part df
set -- `pick local`
[ $# -eq 0 ] || df -kP "$@"
part net
for m in `pick net`; do
  {
    o=`within 5 df -kP "$m"`
    c=$?
    printf '@ %s %s\n%s\n' "$c" "$m" "$o"
  } &
done
wait
