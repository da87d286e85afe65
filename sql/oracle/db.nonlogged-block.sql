-- +++
-- id      = "db.nonlogged-block"
-- req     = ["DB-19"]
-- title   = { zh-CN = "不记日志的块（按文件汇总，前 100）", en = "Nonlogged blocks (by file, top 100)" }
-- why     = { zh-CN = "备库或恢复后的库读到这些块会报 ORA-26040；切换到备库后这部分数据读不出来。", en = "On a standby or after recovery these blocks give ORA-26040; after a switchover this data cannot be read." }
-- advice  = { zh-CN = "备库上：停止应用后 RMAN 执行 recover database nonlogged block，再启动应用。主库上：查清是哪个 NOLOGGING 操作，重建该索引或重新装载该表，并马上备份该数据文件。要从根上避免，打开 FORCE LOGGING。", en = "On a standby: stop apply, RMAN recover database nonlogged block, start apply. On a primary: find the NOLOGGING operation, rebuild the index or reload the table and back up the file. To prevent it turn FORCE LOGGING on." }
-- cadence = "weekly"
-- on      = { version = ">=12.2", open = false }
-- subject = ["con_name", "tablespace_name", "file_id", "reason"]
-- empty   = "ok"
-- column.con_name        = { type = "text",    title = { zh-CN = "容器", en = "Container" } }
-- column.tablespace_name = { type = "text",    title = { zh-CN = "表空间", en = "Tablespace" } }
-- column.file_id         = { type = "integer", title = { zh-CN = "文件号", en = "File" } }
-- column.file_name       = { type = "text",    title = { zh-CN = "文件名", en = "Name" } }
-- column.reason          = { type = "text",    title = { zh-CN = "原因", en = "Reason" } }
-- column.blocks          = { type = "integer", unit = "count", title = { zh-CN = "块数", en = "Blocks" } }
-- column.first_time      = { type = "time",    title = { zh-CN = "最早时间", en = "First" } }
-- [[rule]]
-- level = "warning"
-- when  = "blocks > 0"
-- says  = { zh-CN = "数据文件 {{ file_id }} 有 {{ blocks }} 个块的写入没有记日志（{{ reason }}）：{{ file_name }}", en = "Writes to {{ blocks }} blocks of data file {{ file_id }} were not logged ({{ reason }}): {{ file_name }}" }
-- [[example]]
-- name   = "a direct load; the time is NULL"
-- rows   = [["", "TS_SBF_CX_DATA", 33, "/u02/oradata/SWCDB/SBFPDB/ts_sbf_cx_data01.dbf", "UNKNOWN", 2048, ""]]
-- null   = [[0, "first_time"]]
-- expect = "warning"
-- [[example]]
-- name   = "none"
-- rows   = []
-- expect = "ok"
-- +++
select x.*
  from (select cast(null as varchar2(128))                                      as con_name,
               (select max(t.name) from v$tablespace t where t.ts# = f.ts#)     as tablespace_name,
               b.file#                                                          as file_id,
               f.name                                                           as file_name,
               b.reason,
               b.blocks,
               b.first_time
          from (select k.file#, k.reason, sum(k.blocks) as blocks, min(k.nonlogged_start_time) as first_time
                  from v$nonlogged_block k
                 group by k.file#, k.reason) b
          left join v$datafile f on f.file# = b.file#
         order by b.blocks desc, b.file#) x
 where rownum <= 100
