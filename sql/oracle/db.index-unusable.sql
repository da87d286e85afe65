-- +++
-- id      = "db.index-unusable"
-- req     = ["DB-20"]
-- title   = { zh-CN = "不可用的索引", en = "Unusable indexes" }
-- why     = { zh-CN = "索引不可用时，走它的查询改为全表扫描；唯一索引不可用时，对该表的写入直接报 ORA-01502。", en = "Queries that used the index scan the whole table; with a unique index unusable, writing to the table fails with ORA-01502." }
-- advice  = { zh-CN = "立即重建：alter index <用户>.<索引> rebuild online（表在业务中）或 rebuild parallel 4 nologging（停机窗口，完成后改回 noparallel logging）。重建前确认索引表空间剩余空间不小于原索引。再查起因：alter table … move、分区维护未带 update indexes、直接路径导入中断。", en = "Rebuild now: alter index <owner>.<index> rebuild online (table in use), or rebuild parallel 4 nologging in a maintenance window (then noparallel logging again). See first that its tablespace has room for another copy. Then find the cause: alter table … move, partition maintenance without update indexes, an interrupted direct path load." }
-- cadence = "weekly"
-- subject = ["con_name", "owner", "index_name"]
-- # A partitioned index has status N/A here: see db.index-partition-unusable.
-- empty   = "ok"
-- column.con_name        = { type = "text", title = { zh-CN = "容器", en = "Container" } }
-- column.owner           = { type = "text", title = { zh-CN = "用户", en = "Owner" } }
-- column.index_name      = { type = "text", title = { zh-CN = "索引", en = "Index" } }
-- column.table_owner     = { type = "text", title = { zh-CN = "表用户", en = "Table owner" } }
-- column.table_name      = { type = "text", title = { zh-CN = "表", en = "Table" } }
-- column.index_type      = { type = "text", title = { zh-CN = "类型", en = "Type" } }
-- column.uniqueness      = { type = "text", title = { zh-CN = "唯一性", en = "Uniqueness" } }
-- column.status          = { type = "text", title = { zh-CN = "状态", en = "Status" } }
-- column.funcidx_status  = { type = "text", title = { zh-CN = "函数索引状态", en = "Function" } }
-- column.domidx_opstatus = { type = "text", title = { zh-CN = "域索引状态", en = "Domain index" } }
-- [[rule]]
-- level = "critical"
-- when  = "status == 'UNUSABLE'"
-- says  = { zh-CN = "索引 {{ owner }}.{{ index_name }}（表 {{ table_owner }}.{{ table_name }}，{{ uniqueness }}）不可用", en = "Index {{ owner }}.{{ index_name }} (table {{ table_owner }}.{{ table_name }}, {{ uniqueness }}) is unusable" }
-- [[rule]]
-- level = "warning"
-- topic = "function"
-- when  = "funcidx_status != null && funcidx_status == 'DISABLED'"
-- says  = { zh-CN = "函数索引 {{ owner }}.{{ index_name }}（表 {{ table_owner }}.{{ table_name }}）已停用，对该表的写入可能报 ORA-30554", en = "Function based index {{ owner }}.{{ index_name }} (table {{ table_owner }}.{{ table_name }}) is disabled; writing to the table may fail with ORA-30554" }
-- advice = { zh-CN = "先让索引用到的函数恢复有效且为 DETERMINISTIC（见 db.invalid-object），再执行 alter index <用户>.<索引> enable；函数逻辑变过的必须 rebuild。", en = "Make the function valid and DETERMINISTIC again (db.invalid-object), then alter index <owner>.<index> enable; if the function's logic changed, rebuild." }
-- [[rule]]
-- level = "warning"
-- topic = "domain"
-- when  = "domidx_opstatus != null && domidx_opstatus == 'FAILED'"
-- says  = { zh-CN = "域索引 {{ owner }}.{{ index_name }}（表 {{ table_owner }}.{{ table_name }}）上次操作失败（DOMIDX_OPSTATUS=FAILED）", en = "Domain index {{ owner }}.{{ index_name }} (table {{ table_owner }}.{{ table_name }}): its last operation failed (DOMIDX_OPSTATUS=FAILED)" }
-- advice = { zh-CN = "全文索引查 select err_timestamp, err_text from ctxsys.ctx_index_errors；处理后 alter index … rebuild，仍失败则 drop index … force 后重建。", en = "For Oracle Text see select err_timestamp, err_text from ctxsys.ctx_index_errors; then alter index … rebuild, or drop index … force and create it again." }
-- [[example]]
-- name   = "unusable"
-- rows   = [["", "SBF_DJ", "I_DJ_NSRXX_1", "SBF_DJ", "DJ_NSRXX", "NORMAL", "NONUNIQUE", "UNUSABLE", "", ""]]
-- expect = "critical"
-- says   = "I_DJ_NSRXX_1"
-- [[example]]
-- name   = "function disabled"
-- rows   = [["", "SBF_DJ", "I_DJ_UPPER", "SBF_DJ", "DJ_NSRXX", "FUNCTION-BASED NORMAL", "NONUNIQUE", "VALID", "DISABLED", ""]]
-- expect = "warning"
-- says   = "ORA-30554"
-- [[example]]
-- name   = "domain index failed"
-- rows   = [["", "SBF_GG", "I_GG_TEXT", "SBF_GG", "GG_WSXX", "DOMAIN", "NONUNIQUE", "VALID", "", "FAILED"]]
-- expect = "warning"
-- [[example]]
-- name   = "none"
-- rows   = []
-- expect = "ok"
-- +++
select cast(null as varchar2(128)) as con_name,
       i.owner,
       i.index_name,
       i.table_owner,
       i.table_name,
       i.index_type,
       i.uniqueness,
       i.status,
       i.funcidx_status,
       i.domidx_opstatus
  from dba_indexes i
 where (i.status = 'UNUSABLE' or i.funcidx_status = 'DISABLED' or i.domidx_opstatus = 'FAILED')
   and i.index_name not like 'BIN$%'
   and i.table_name not like 'BIN$%'
 order by i.owner, i.index_name
