# +++
# id      = "host.mount"
# req     = ["HO-04", "HO-09", "DB-12"]
# title   = { zh-CN = "挂载是否齐全、可写", en = "Mounts: there and writable" }
# why     = { zh-CN = "该挂的没挂上，数据会写进根目录下的空目录；磁盘出 I/O 错后 Linux 会把文件系统改为只读，程序随后逐个报错。", en = "Where a mount is missing, data goes into the empty folder of the root file system. After an I/O error Linux makes a file system read-only, and programs fail one after the other." }
# advice  = { zh-CN = "没挂上的：看启动日志，确认设备或服务器可用后 mount 挂载点。变只读的：先查系统日志的 I/O 错误和多路径，修好存储并做文件系统检查后才恢复可写。", en = "Missing: see the boot log, and mount it once its device or server is there. Read-only: look for I/O errors and lost paths in the system log; make it writable only after the storage is repaired and the file system checked." }
# cadence = "daily"
# on      = { os = ["linux"] }
# parser  = "mount"
# subject = ["mount"]
# empty   = "ok"
# column.mount    = { type = "text", title = { zh-CN = "挂载点", en = "Mounted on" } }
# column.device   = { type = "text", title = { zh-CN = "设备", en = "Device" } }
# column.fstype   = { type = "text", title = { zh-CN = "类型", en = "Type" } }
# column.state    = { type = "text", title = { zh-CN = "状态（ok 正常 missing 未挂载 read-only 只读）", en = "State" } }
# column.options  = { type = "text", title = { zh-CN = "当前选项", en = "Options now" } }
# column.wanted   = { type = "text", title = { zh-CN = "配置的选项", en = "Options wanted" } }
# column.optional = { type = "bool", title = { zh-CN = "允许缺失（nofail）", en = "May be missing (nofail)" } }
# [[rule]]
# level = "critical"
# when  = "state == 'missing' && !optional"
# says  = { zh-CN = "{{ mount }}（{{ device }}，{{ fstype }}）在配置里要求挂载，现在没有挂上", en = "{{ mount }} ({{ device }}, {{ fstype }}) is configured to be mounted and is not" }
# [[rule]]
# level = "warning"
# when  = "state == 'missing' && optional"
# says  = { zh-CN = "{{ mount }}（{{ device }}，{{ fstype }}）没有挂上，它配置为允许缺失（nofail）", en = "{{ mount }} ({{ device }}, {{ fstype }}) is not mounted; it is configured as one that may be missing (nofail)" }
# [[rule]]
# level = "critical"
# when  = "state == 'read-only'"
# says  = { zh-CN = "{{ mount }}（{{ device }}，{{ fstype }}）现在是只读的，配置并没有要求只读", en = "{{ mount }} ({{ device }}, {{ fstype }}) is read-only, which nobody configured" }
# [[example]]
# name   = "all there"
# rows   = [["/", "/dev/sda1", "xfs", "ok", "rw,relatime", "defaults", false]]
# expect = "ok"
# [[example]]
# name   = "not mounted"
# rows   = [["/backup", "nas:/b", "nfs", "missing", "", "rw", false]]
# expect = "critical"
# says   = "没有挂上"
# [[example]]
# name   = "may be missing"
# rows   = [["/backup", "nas:/b", "nfs", "missing", "", "rw,nofail", true]]
# expect = "warning"
# [[example]]
# name   = "turned read-only, and not in fstab"
# rows   = [["/u01", "/dev/mapper/vg1-u01", "ext4", "read-only", "ro,relatime", "", false]]
# expect = "critical"
# subject = "/u01"
# [[example]]
# name   = "nothing configured"
# rows   = []
# expect = "ok"
# +++
part mounts
cat /proc/mounts
part fstab
cat /etc/fstab
