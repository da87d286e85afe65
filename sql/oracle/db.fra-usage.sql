-- +++
-- id      = "db.fra-usage"
-- req     = ["DB-09"]
-- title   = { zh-CN = "快速恢复区构成", en = "Fast recovery area by file type" }
-- why     = { zh-CN = "说明快速恢复区被哪类文件占用，决定先备份归档、清备份还是查还原点。", en = "Tells which kind of file fills the recovery area: whether to back up logs, clear backups or look for a restore point." }
-- advice  = { zh-CN = "ARCHIVED LOG 不可回收：RMAN backup archivelog all delete input。FLASHBACK LOG：查 v$restore_point 中的担保还原点，用完即删。BACKUP PIECE / IMAGE COPY：按保留策略 delete obsolete。FOREIGN ARCHIVED LOG：确认日志挖掘进程已用完后删除。", en = "ARCHIVED LOG not reclaimable: RMAN backup archivelog all delete input. FLASHBACK LOG: drop guaranteed restore points that are no longer needed (v$restore_point). BACKUP PIECE, IMAGE COPY: delete obsolete. FOREIGN ARCHIVED LOG: delete once log mining is done with it." }
-- cadence = "daily"
-- on      = { open = false }
-- subject = ["file_type"]
-- empty   = "ok"
-- limits  = { note = 50 }
-- column.file_type       = { type = "text",    title = { zh-CN = "文件类型", en = "File type" } }
-- column.used_pct        = { type = "number",  unit = "percent", title = { zh-CN = "占限额", en = "Of limit" } }
-- column.reclaimable_pct = { type = "number",  unit = "percent", title = { zh-CN = "可回收", en = "Reclaimable" } }
-- column.files           = { type = "integer", unit = "count",   title = { zh-CN = "文件数", en = "Files" } }
-- [[rule]]
-- level = "note"
-- when  = "used_pct - reclaimable_pct >= limits.note"
-- says  = { zh-CN = "快速恢复区主要被 {{ file_type }} 占用：{{ used_pct }}%，可回收 {{ reclaimable_pct }}%，共 {{ files }} 个文件", en = "{{ file_type }} fills most of the recovery area: {{ used_pct }}%, reclaimable {{ reclaimable_pct }}%, {{ files }} files" }
-- [[example]]
-- name   = "mostly reclaimable logs"
-- rows   = [["ARCHIVED LOG", 97.8, 60.11, 480], ["BACKUP PIECE", 0.1, 0.0, 39]]
-- expect = "ok"
-- [[example]]
-- name   = "logs that nobody backed up"
-- rows   = [["ARCHIVED LOG", 97.79, 0.0, 480]]
-- expect = "note"
-- [[example]]
-- name   = "nothing"
-- rows   = []
-- expect = "ok"
-- +++
select a.file_type,
       round(nvl(a.percent_space_used, 0), 2)        as used_pct,
       round(nvl(a.percent_space_reclaimable, 0), 2) as reclaimable_pct,
       a.number_of_files                             as files
  from v$recovery_area_usage a
 order by used_pct desc, a.file_type
