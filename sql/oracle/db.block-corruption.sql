-- +++
-- id      = "db.block-corruption"
-- req     = ["DB-19"]
-- title   = { zh-CN = "坏块（按文件汇总，前 100）", en = "Corrupt blocks (by file, top 100)" }
-- why     = { zh-CN = "读到坏块时报 ORA-01578，相关业务失败；备份会带着坏块，保留期一过就再也修不回来。", en = "Reading such a block fails with ORA-01578; backups carry it along, and once the good ones expire it cannot be repaired." }
-- advice  = { zh-CN = "先停止备份清理（delete obsolete），保住完好的备份。查坏块属于哪个对象：select owner, segment_name, segment_type from dba_extents where file_id = <文件号> and <块号> between block_id and block_id + blocks - 1。索引重建即可；表用 RMAN recover datafile <文件号> block <块号>（或 recover corruption list）。修好后 RMAN validate datafile <文件号>，本表才会清零。", en = "Stop deleting obsolete backups first, to keep the good ones. Find the object: select owner, segment_name, segment_type from dba_extents where file_id = <n> and <block> between block_id and block_id + blocks - 1. Rebuild an index; for a table RMAN recover datafile <n> block <block> (or recover corruption list). Then RMAN validate datafile <n> clears this list." }
-- cadence = "weekly"
-- on      = { open = false }
-- subject = ["con_name", "tablespace_name", "file_id", "corruption_type"]
-- # The view holds only what RMAN or the database has met: an empty answer is no proof of health.
-- empty   = "ok"
-- column.con_name        = { type = "text",    title = { zh-CN = "容器", en = "Container" } }
-- column.tablespace_name = { type = "text",    title = { zh-CN = "表空间", en = "Tablespace" } }
-- column.file_id         = { type = "integer", title = { zh-CN = "文件号", en = "File" } }
-- column.file_name       = { type = "text",    title = { zh-CN = "文件名", en = "Name" } }
-- column.corruption_type = { type = "text",    title = { zh-CN = "类型", en = "Type" } }
-- column.blocks          = { type = "integer", unit = "count", title = { zh-CN = "坏块数", en = "Blocks" } }
-- column.first_block     = { type = "integer", title = { zh-CN = "首个块号", en = "First block" } }
-- [[rule]]
-- level = "critical"
-- when  = "corruption_type == null || corruption_type != 'NOLOGGING'"
-- says  = { zh-CN = "数据文件 {{ file_id }} 有 {{ blocks }} 个坏块（{{ corruption_type }}），从块 {{ first_block }} 起：{{ file_name }}", en = "Data file {{ file_id }} has {{ blocks }} corrupt blocks ({{ corruption_type }}) from block {{ first_block }}: {{ file_name }}" }
-- [[rule]]
-- level = "warning"
-- when  = "corruption_type != null && corruption_type == 'NOLOGGING'"
-- says  = { zh-CN = "数据文件 {{ file_id }} 有 {{ blocks }} 个块因 NOLOGGING 操作无法恢复，从块 {{ first_block }} 起：{{ file_name }}", en = "Data file {{ file_id }} has {{ blocks }} blocks that a NOLOGGING operation made unrecoverable, from block {{ first_block }}: {{ file_name }}" }
-- advice = { zh-CN = "不是硬件损坏：恢复或备库应用越过了不记日志的写入。主库上重建该索引或重新装载该表；备库上从主库补同步该文件（RMAN restore datafile … from service）。重要库请打开 FORCE LOGGING。", en = "Not a hardware fault: recovery went over writes that were not logged. On a primary rebuild the index or reload the table; on a standby restore the file from the primary (RMAN restore datafile … from service). Turn FORCE LOGGING on." }
-- [[example]]
-- name   = "a fractured block"
-- rows   = [["", "TS_SBF_ZS_DATA", 21, "/u02/oradata/SWCDB/SBFPDB/ts_sbf_zs_data03.dbf", "FRACTURED", 4, 118240]]
-- expect = "critical"
-- says   = "坏块"
-- [[example]]
-- name   = "not logged; the tablespace name is NULL"
-- rows   = [["", "", 21, "/u02/oradata/SWCDB/SBFPDB/ts_sbf_zs_data03.dbf", "NOLOGGING", 512, 118240]]
-- expect = "warning"
-- [[example]]
-- name   = "none met"
-- rows   = []
-- expect = "ok"
-- +++
select x.*
  from (select cast(null as varchar2(128))                                      as con_name,
               (select max(t.name) from v$tablespace t where t.ts# = f.ts#)     as tablespace_name,
               b.file#                                                          as file_id,
               f.name                                                           as file_name,
               b.corruption_type,
               b.blocks,
               b.first_block
          from (select k.file#, k.corruption_type, sum(k.blocks) as blocks, min(k.block#) as first_block
                  from v$database_block_corruption k
                 group by k.file#, k.corruption_type) b
          left join v$datafile f on f.file# = b.file#
         order by b.blocks desc, b.file#) x
 where rownum <= 100
