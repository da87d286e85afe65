-- +++
-- id      = "db.patch"
-- req     = ["DB-23", "HO-12"]
-- title   = { zh-CN = "补丁", en = "Patches" }
-- why     = { zh-CN = "补丁没有装成或只装了软件没有执行 datapatch，漏洞和故障仍在；补丁过旧时厂商要求先升级再受理故障。", en = "A patch that failed, or software without datapatch, leaves its defects in place; with old patches support asks for the update first." }
-- advice  = { zh-CN = "安排季度 RU/PSU：先在测试库验证，备份 ORACLE_HOME 和数据库，opatch prereq 检查冲突，停机窗口 opatch apply 后在每个数据库（含全部 PDB）执行 datapatch -verbose。", en = "Plan the quarterly RU/PSU: try it on the test database, back up ORACLE_HOME and database, check conflicts (opatch prereq), opatch apply in a maintenance window, then datapatch -verbose for every database (all PDBs open)." }
-- cadence = "monthly"
-- subject = ["con_name", "patch_id", "description"]
-- # The last action for each patch. The age is that of the release (its date is part of the name), not of the day it was applied.
-- empty   = "ok"
-- limits  = { age_days = 365 }
-- column.con_name         = { type = "text",   title = { zh-CN = "容器", en = "Container" } }
-- column.patch_id         = { type = "text",   title = { zh-CN = "补丁号", en = "Patch" } }
-- column.description      = { type = "text",   title = { zh-CN = "说明", en = "Description" } }
-- column.action           = { type = "text",   title = { zh-CN = "动作", en = "Action" } }
-- column.status           = { type = "text",   title = { zh-CN = "结果", en = "Status" } }
-- column.action_time      = { type = "time",   title = { zh-CN = "执行时间", en = "Time" } }
-- column.release_time     = { type = "time",   title = { zh-CN = "发布日期", en = "Released" } }
-- column.release_age_days = { type = "number", unit = "days", title = { zh-CN = "发布至今", en = "Age of the release" } }
-- column.newest           = { type = "text",   title = { zh-CN = "最新", en = "Newest" } }
-- [[rule]]
-- level = "warning"
-- topic = "status"
-- when  = "status != null && !status.startsWith('SUCCESS')"
-- says  = { zh-CN = "补丁 {{ patch_id }}（{{ description }}）{{ action }} 结果为 {{ status }}", en = "Patch {{ patch_id }} ({{ description }}): {{ action }} ended {{ status }}" }
-- advice = { zh-CN = "看 dba_registry_sqlpatch.logfile 指出的日志（$ORACLE_BASE/cfgtoollogs/sqlpatch/…），排除错误后重新执行 datapatch -verbose，直到该补丁最后一行为 SUCCESS；重试前不要 opatch rollback。", en = "Read the log named in dba_registry_sqlpatch.logfile ($ORACLE_BASE/cfgtoollogs/sqlpatch/…), remove the cause, run datapatch -verbose again until its last line for this patch is SUCCESS; no opatch rollback before that." }
-- [[rule]]
-- level = "note"
-- topic = "age"
-- when  = "newest == 'Y' && release_age_days != null && release_age_days > limits.age_days"
-- says  = { zh-CN = "最新的补丁 {{ description }} 发布已 {{ release_age_days }} 天，超过 {{ limits.age_days }} 天", en = "The newest patch, {{ description }}, was released {{ release_age_days }} days ago, more than {{ limits.age_days }}" }
-- [[example]]
-- name   = "recent release"
-- rows   = [["", "36582781", "Database Release Update : 19.24.0.0.240716 (36582781)", "APPLY", "SUCCESS", "2024-08-18 02:00:00", "2024-07-16 00:00:00", 100.0, "Y"], ["", "29517242", "Database Release Update : 19.3.0.0.190416 (29517242)", "APPLY", "SUCCESS", "2024-06-02 10:00:00", "2019-04-16 00:00:00", 2000.0, "N"]]
-- expect = "ok"
-- [[example]]
-- name   = "old release"
-- rows   = [["", "36582781", "Database Release Update : 19.24.0.0.240716 (36582781)", "APPLY", "SUCCESS", "2026-08-18 02:00:00", "2024-07-16 00:00:00", 859.0, "Y"]]
-- expect = "note"
-- says   = "859 天"
-- [[example]]
-- name   = "failed"
-- rows   = [["SBFPDB", "36582781", "Database Release Update : 19.24.0.0.240716 (36582781)", "APPLY", "WITH ERRORS", "2026-08-18 02:00:00", "2024-07-16 00:00:00", 100.0, "N"]]
-- expect = "warning"
-- says   = "WITH ERRORS"
-- [[example]]
-- name   = "11.2: neither a status nor a date"
-- rows   = [["", "0", "Patchset 11.2.0.2.0", "APPLY", "", "2024-09-13 00:00:00", "", 0.0, "N"]]
-- null   = [[0, "release_age_days"]]
-- expect = "ok"
-- [[example]]
-- name   = "never patched"
-- rows   = []
-- expect = "ok"
-- +++
select cast(null as varchar2(128)) as con_name,
       h.patch_id,
       h.description,
       h.action,
       cast(null as varchar2(25)) as status,
       h.action_time,
       h.release_time,
       round(sysdate - h.release_time) as release_age_days,
       case when h.release_time = max(case when h.action = 'APPLY' then h.release_time end) over ()
                 and h.action = 'APPLY' then 'Y' else 'N' end as newest
  from (select to_char(r.id, 'TM9') as patch_id,
               r.comments as description,
               r.action,
               cast(r.action_time as date) as action_time,
               -- the release date is the last part of the name (PSU 11.2.0.4.180717) or the id
               case when regexp_like(r.comments, '[.][0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])([^0-9]|$)')
                    then to_date('20' || regexp_substr(r.comments, '[.]([0-9]{6})([^0-9]|$)', 1, 1, null, 1), 'YYYYMMDD')
                    when regexp_like(to_char(r.id, 'TM9'), '^[12][0-9](0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])$')
                    then to_date('20' || to_char(r.id, 'TM9'), 'YYYYMMDD')
               end as release_time,
               row_number() over (partition by r.id, r.comments order by r.action_time desc) as rn
          from dba_registry_history r
         where r.action in ('APPLY', 'ROLLBACK')
           and r.namespace = 'SERVER') h
 where h.rn = 1
 order by h.action_time desc
