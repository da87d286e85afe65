-- +++
-- id      = "db.backup-corruption"
-- req     = ["BK-02", "DB-19"]
-- title   = { zh-CN = "备份中的坏块（近 30 天）", en = "Corrupt blocks in backups (last 30 days)" }
-- why     = { zh-CN = "备份时读到的坏块会原样进入备份：数据文件已经损坏，而且这份备份也救不了它。", en = "Blocks that were corrupt when read are corrupt in the backup: the datafile is damaged, and this backup does not repair it." }
-- advice  = { zh-CN = "立即查坏块是否仍在：rman 执行 validate datafile <文件号>，再查 v$database_block_corruption，并用 dba_extents 定位对象。仍在的：有更早的好备份或备库时 recover datafile <文件号> block <块号>（企业版，或从备库自动修复）；索引重建即可；表用 dbms_repair 或从逻辑备份补数。同时查存储和主机日志。修好前不要删除更早的备份（change backup … keep）。", en = "Are they still there? RMAN validate datafile <number>, then v$database_block_corruption, and dba_extents for the object. If so: with an older good backup or a standby, recover datafile <number> block <block> (Enterprise Edition); an index is rebuilt; a table needs dbms_repair or the logical backup. Look at storage and host logs. Keep older backups (change backup … keep) until it is repaired." }
-- cadence = "daily"
-- on      = { open = false }
-- subject = ["file_no", "backup_time"]
-- # Only a full or level 0 backup reads every block: an incremental without corrupt blocks does not show that they are repaired.
-- empty   = "ok"
-- column.file_no           = { type = "integer", title = { zh-CN = "文件号", en = "File" } }
-- column.file_name         = { type = "text",    title = { zh-CN = "数据文件", en = "Datafile" } }
-- column.backup_time       = { type = "time",    title = { zh-CN = "备份时间", en = "Backup" } }
-- column.marked_corrupt    = { type = "integer", unit = "count", title = { zh-CN = "标记为坏", en = "Marked corrupt" } }
-- column.media_corrupt     = { type = "integer", unit = "count", title = { zh-CN = "介质坏块", en = "Media corrupt" } }
-- column.logically_corrupt = { type = "integer", unit = "count", title = { zh-CN = "逻辑坏块", en = "Logically corrupt" } }
-- column.first_block       = { type = "integer", title = { zh-CN = "第一个坏块", en = "First block" } }
-- column.latest            = { type = "text",    title = { zh-CN = "此后无新的全备", en = "No full backup since" } }
-- [[rule]]
-- level = "critical"
-- when  = "latest == 'Y'"
-- says  = { zh-CN = "文件 {{ file_no }} 在 {{ backup_time }} 的备份有坏块，此后没有完好的全备：标记 {{ marked_corrupt }}，介质 {{ media_corrupt }}，逻辑 {{ logically_corrupt }}", en = "The backup of file {{ file_no }} of {{ backup_time }} has corrupt blocks, and no clean full one followed: marked {{ marked_corrupt }}, media {{ media_corrupt }}, logical {{ logically_corrupt }}" }
-- [[rule]]
-- level = "note"
-- when  = "latest != 'Y'"
-- says  = { zh-CN = "文件 {{ file_no }} 在 {{ backup_time }} 的备份有坏块，此后的全备没有", en = "The backup of file {{ file_no }} of {{ backup_time }} has corrupt blocks; a full one since has not" }
-- [[example]]
-- name   = "in the latest"
-- rows   = [[12, "/u02/oradata/SWCDB/SBFPDB/ts_sbf_zs_data05.dbf", "2026-11-22 04:10:00", 0, 3, 0, 117760, "Y"]]
-- expect = "critical"
-- says   = "文件 12"
-- [[example]]
-- name   = "repaired since"
-- rows   = [[12, "/u02/oradata/SWCDB/SBFPDB/ts_sbf_zs_data05.dbf", "2026-11-01 04:10:00", 0, 3, 0, 0, "N"]]
-- null   = [[0, "first_block"]]
-- expect = "note"
-- [[example]]
-- name   = "none"
-- rows   = []
-- expect = "ok"
-- +++
select x.file_no,
       f.name as file_name,
       x.backup_time,
       x.marked_corrupt,
       x.media_corrupt,
       x.logically_corrupt,
       k.first_block,
       case when x.full_time is null or x.backup_time >= x.full_time then 'Y' else 'N' end as latest
  from (select b.file# as file_no, b.set_stamp, b.set_count,
               b.completion_time as backup_time,
               nvl(b.marked_corrupt, 0) as marked_corrupt,
               nvl(b.media_corrupt, 0) as media_corrupt,
               nvl(b.logically_corrupt, 0) as logically_corrupt,
               max(case when nvl(b.incremental_level, 0) = 0 then b.completion_time end) over (partition by b.file#) as full_time
          from v$backup_datafile b
         where b.file# > 0) x
  left join v$datafile f
    on f.file# = x.file_no
  left join (select c.set_stamp, c.set_count, c.file# as file_no, min(c.block#) as first_block
               from v$backup_corruption c
              group by c.set_stamp, c.set_count, c.file#) k
    on k.set_stamp = x.set_stamp and k.set_count = x.set_count and k.file_no = x.file_no
 where x.marked_corrupt + x.media_corrupt + x.logically_corrupt > 0
   and x.backup_time > sysdate - 30
 order by case when x.full_time is null or x.backup_time >= x.full_time then 0 else 1 end, x.backup_time desc, x.file_no
