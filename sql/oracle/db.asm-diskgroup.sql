-- +++
-- id      = "db.asm-diskgroup"
-- req     = ["DB-05", "DB-09"]
-- title   = { zh-CN = "ASM 磁盘组", en = "ASM disk groups" }
-- why     = { zh-CN = "磁盘组用尽时数据文件无法扩展、归档无法写出；缺盘时再坏一块盘就会丢数据。", en = "When a disk group is full, data files cannot extend and logs cannot be archived; with a disk missing, the next failure loses data." }
-- advice  = { zh-CN = "空间不足：先查 db.fra 有无可清理的归档和备份，再申请加盘（alter diskgroup … add disk …），加盘后会自动重平衡。有离线盘：查 v$asm_disk 的 mode_status、header_status 和存储链路，在 disk_repair_time 内修好并 alter diskgroup … online disk …，否则会被自动踢出。", en = "Short of room: see db.fra for logs and backups to clear, then add disks (alter diskgroup … add disk …; it rebalances by itself). Disks offline: look at mode_status and header_status of v$asm_disk and at the storage paths, mend them within disk_repair_time and alter diskgroup … online disk …, or they will be dropped." }
-- cadence = "daily"
-- on      = { open = false }
-- subject = ["name"]
-- # No rows: this database does not use ASM. V$ASM_DISKGROUP would search for disks at each call; the _STAT view does not (T17).
-- empty   = "ok"
-- metric  = ["usable_mb", "usable_pct"]
-- # usable_mb is USABLE_FILE_MB: what files can still take while redundancy can be restored after a failure. Negative = it cannot.
-- # usable_pct sets it against files plus usable: mirror copies are halved (NORMAL) or cut to a third (HIGH). Redundancy of
-- # FLEX and EXTENDED groups is a matter of each file: there raw free space beyond the mirror reserve counts.
-- limits  = { warn = 20, crit = 10 }
-- column.name          = { type = "text",    title = { zh-CN = "磁盘组", en = "Disk group" } }
-- column.state         = { type = "text",    title = { zh-CN = "状态", en = "State" } }
-- column.redundancy    = { type = "text",    title = { zh-CN = "冗余", en = "Redundancy" } }
-- column.total_mb      = { type = "number",  unit = "mb",      title = { zh-CN = "总容量", en = "Total" } }
-- column.free_mb       = { type = "number",  unit = "mb",      title = { zh-CN = "裸空闲", en = "Raw free" } }
-- column.reserve_mb    = { type = "number",  unit = "mb",      title = { zh-CN = "镜像预留", en = "Mirror reserve" } }
-- column.usable_mb     = { type = "number",  unit = "mb",      title = { zh-CN = "可用", en = "Usable" } }
-- column.usable_pct    = { type = "number",  unit = "percent", title = { zh-CN = "可用率", en = "Usable %" } }
-- column.offline_disks = { type = "integer", unit = "count",   title = { zh-CN = "离线盘", en = "Disks offline" } }
-- chart   = "usable_pct"
-- [[rule]]
-- level = "critical"
-- topic = "disks"
-- when  = "offline_disks != null && offline_disks > 0"
-- says  = { zh-CN = "磁盘组 {{ name }} 有 {{ offline_disks }} 块盘离线，冗余已降低", en = "Disk group {{ name }} has {{ offline_disks }} disks offline; redundancy is reduced" }
-- [[rule]]
-- level = "critical"
-- topic = "state"
-- when  = "state == 'BROKEN'"
-- says  = { zh-CN = "磁盘组 {{ name }} 状态为 BROKEN", en = "Disk group {{ name }} is BROKEN" }
-- [[rule]]
-- level = "warning"
-- topic = "state"
-- when  = "!(state in ['CONNECTED', 'MOUNTED', 'BROKEN'])"
-- says  = { zh-CN = "磁盘组 {{ name }} 状态为 {{ state }}，本库无法使用其中的文件", en = "Disk group {{ name }} is {{ state }}; this database cannot use its files" }
-- advice = { zh-CN = "确认该磁盘组是否应挂载：应挂载则在 ASM 实例执行 alter diskgroup … mount，报错的查存储链路；已停用的请登记例外。", en = "Should it be mounted? If so alter diskgroup … mount in the ASM instance, and look at the storage paths if that fails; register the exception if it is out of use." }
-- [[rule]]
-- level = "critical"
-- topic = "space"
-- when  = "state in ['CONNECTED', 'MOUNTED'] && usable_mb != null && usable_mb < 0.0"
-- says  = { zh-CN = "磁盘组 {{ name }}（{{ redundancy }}）可用空间为负（{{ usable_mb }} MB）：再坏一块盘将无法恢复冗余", en = "Disk group {{ name }} ({{ redundancy }}) has negative usable space ({{ usable_mb }} MB): after one more failure redundancy cannot be restored" }
-- [[rule]]
-- level = "critical"
-- topic = "space"
-- when  = "state in ['CONNECTED', 'MOUNTED'] && usable_pct != null && usable_pct < limits.crit"
-- says  = { zh-CN = "磁盘组 {{ name }}（{{ redundancy }}）只剩 {{ usable_mb | mb }} 可用，{{ usable_pct }}%，低于 {{ limits.crit }}%", en = "Disk group {{ name }} ({{ redundancy }}) has only {{ usable_mb | mb }} usable, {{ usable_pct }}%, below {{ limits.crit }}%" }
-- [[rule]]
-- level = "warning"
-- topic = "space"
-- when  = "state in ['CONNECTED', 'MOUNTED'] && usable_pct != null && usable_pct < limits.warn"
-- says  = { zh-CN = "磁盘组 {{ name }}（{{ redundancy }}）剩 {{ usable_mb | mb }} 可用，{{ usable_pct }}%，低于 {{ limits.warn }}%", en = "Disk group {{ name }} ({{ redundancy }}) has {{ usable_mb | mb }} usable, {{ usable_pct }}%, below {{ limits.warn }}%" }
-- [[rule]]
-- level = "warning"
-- topic = "space"
-- when  = "state in ['CONNECTED', 'MOUNTED'] && usable_pct == null"
-- says  = { zh-CN = "磁盘组 {{ name }} 的空间大小未知，无法判断", en = "The space of disk group {{ name }} is not known and cannot be judged" }
-- [[example]]
-- name   = "connected, sizes not known"
-- rows   = [["XDG", "CONNECTED", "", 0, 0, 0, 0, 0, 0]]
-- null   = [[0, "total_mb"], [0, "free_mb"], [0, "reserve_mb"], [0, "usable_mb"], [0, "usable_pct"], [0, "offline_disks"]]
-- expect = "warning"
-- says   = "未知"
-- [[example]]
-- name   = "roomy"
-- rows   = [["DATA", "CONNECTED", "NORMAL", 4096000.0, 2048000.0, 512000.0, 768000.0, 42.86, 0]]
-- expect = "ok"
-- [[example]]
-- name   = "getting low"
-- rows   = [["DATA", "CONNECTED", "EXTERN", 4096000.0, 614400.0, 0.0, 614400.0, 15.0, 0]]
-- expect = "warning"
-- [[example]]
-- name   = "nearly full"
-- rows   = [["DATA", "CONNECTED", "EXTERN", 4096000.0, 204800.0, 0.0, 204800.0, 5.0, 0]]
-- expect = "critical"
-- [[example]]
-- name   = "cannot lose another disk"
-- rows   = [["DATA", "CONNECTED", "NORMAL", 4096000.0, 409600.0, 512000.0, -51200.0, -2.86, 0]]
-- expect = "critical"
-- says   = "可用空间为负"
-- [[example]]
-- name   = "a disk is offline"
-- rows   = [["DATA", "CONNECTED", "NORMAL", 4096000.0, 2048000.0, 512000.0, 768000.0, 42.86, 1]]
-- expect = "critical"
-- says   = "离线"
-- [[example]]
-- name   = "broken"
-- rows   = [["DATA", "BROKEN", "NORMAL", 4096000.0, 2048000.0, 512000.0, 768000.0, 42.86, 0]]
-- expect = "critical"
-- says   = "BROKEN"
-- [[example]]
-- name   = "not mounted: sizes are NULL"
-- rows   = [["OLD", "DISMOUNTED", "", 0, 0, 0, 0, 0, 0]]
-- null   = [[0, "total_mb"], [0, "free_mb"], [0, "reserve_mb"], [0, "usable_mb"], [0, "usable_pct"], [0, "offline_disks"]]
-- expect = "warning"
-- says   = "DISMOUNTED"
-- [[example]]
-- name   = "no ASM"
-- rows   = []
-- expect = "ok"
-- +++
select g.name,
       g.state,
       g.type                              as redundancy,
       g.total_mb,
       g.free_mb,
       g.required_mirror_free_mb           as reserve_mb,
       g.usable_file_mb                    as usable_mb,
       case g.type
         when 'EXTERN' then round(100 * g.usable_file_mb / nullif(g.total_mb - g.free_mb + g.usable_file_mb, 0), 2)
         when 'NORMAL' then round(100 * g.usable_file_mb / nullif((g.total_mb - g.free_mb) / 2 + g.usable_file_mb, 0), 2)
         when 'HIGH'   then round(100 * g.usable_file_mb / nullif((g.total_mb - g.free_mb) / 3 + g.usable_file_mb, 0), 2)
         else round(100 * (g.free_mb - nvl(g.required_mirror_free_mb, 0)) / nullif(g.total_mb, 0), 2)
       end                                 as usable_pct,
       g.offline_disks
  from v$asm_diskgroup_stat g
 where g.name is not null
 order by g.name
