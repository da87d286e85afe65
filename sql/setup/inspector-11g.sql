-- inspector-11g.sql
-- 巡检账户（最小权限）：Oracle 11.2
-- The inspection account with least privileges: Oracle 11.2
--
-- 用法  以 SYS 登录，执行 @inspector-11g.sql
--       本文件为 UTF-8，先设 NLS_LANG=AMERICAN_AMERICA.AL32UTF8。可重复执行：只补缺的授权，不改已有账户的口令。升级数据库或 opsctl 之后再执行一次。
-- Usage Log in as SYS and run @inspector-11g.sql
--       This file is UTF-8: set NLS_LANG=AMERICAN_AMERICA.AL32UTF8 first. It may be run again: it adds what is missing and
--       leaves the password alone. Run it after upgrades of the database or opsctl.
--
-- 授予的只有 CREATE SESSION 和下面逐一列出的数据字典视图的查询权：看不到业务数据，也不能改任何东西。
-- 视图按公共同义词找到真正的对象再授权；本版本没有的视图跳过并列出，属正常。
-- Granted are CREATE SESSION and the dictionary views named below, nothing else: no business data can be read, nothing changed.
-- Grants go to the object behind the public synonym; views that this version lacks are skipped and named, which is normal.
--
-- 另一种办法：grant select_catalog_role to OPSCTL，一条语句，升级后新视图自动可读；代价是能读全部字典视图
-- （含 DBA_SOURCE 等源代码、DBA_HIST 等需许可的视图），等保检查不易通过。本脚本不用它。
-- The alternative is grant select_catalog_role to OPSCTL: one line, and new views of later versions come with it; but it opens
-- the whole dictionary (source code in DBA_SOURCE, licensed DBA_HIST views), which auditors dislike. It is not used here.
--
-- 口令错误时 opsctl 立即停止、从不重试，因此不会把账户锁住；概要文件仍限制失败次数，防的是别人试口令。
-- opsctl stops at a wrong password and never retries, so it does not lock the account; the profile limits attempts of others.
-- 口令到期前 14 天 db.account 会预警。
-- 物理备库上的账户由主库同步过来，只在主库建。
-- 备库处于 MOUNTED 时普通账户不能登录，用 opsctl inspect db --script 采集。
-- db.account warns 14 days before the password expires.
-- On a physical standby the account comes from the primary: create it there. While a standby is MOUNTED ordinary accounts cannot
-- log in; collect with opsctl inspect db --script instead.
--
-- 删除 / To remove: drop user opsctl cascade; drop profile opsctl_profile;

set define '&' verify off feedback off serveroutput on size unlimited
whenever sqlerror exit failure

accept opsctl_password char prompt '巡检账户 OPSCTL 的口令（已有账户直接回车）/ password of OPSCTL (Enter if it exists): ' hide
accept opsctl_pack char default 'N' prompt '已购买 Diagnostics Pack? / Is the Diagnostics Pack licensed? (y/N): '
accept opsctl_gg char default '-' prompt 'GoldenGate 管理用户，没有则回车 / GoldenGate schema, Enter if none: '

declare
  l_found pls_integer;
begin
  select count(*) into l_found from dba_profiles p where p.profile = 'OPSCTL_PROFILE' and rownum = 1;
  if l_found = 0 then
    execute immediate 'create profile OPSCTL_PROFILE limit failed_login_attempts 10 password_lock_time 1 '
      || 'password_life_time 180 password_grace_time 14 sessions_per_user 5 idle_time 60';
  end if;
end;
/

-- 不放进 PL/SQL：匿名块的文本（连同口令）会留在 V$SQL 中，CREATE USER 语句不会
-- Not in PL/SQL: the text of a block, password and all, would stay in V$SQL; a CREATE USER statement does not
prompt 账户已存在时下一句报错（ORA-01920 等），属正常 / If the account exists the next statement fails (ORA-01920), as it should
whenever sqlerror continue
create user OPSCTL identified by "&opsctl_password" profile OPSCTL_PROFILE;
whenever sqlerror exit failure

declare
  l_user constant varchar2(128) := 'OPSCTL';
  type t_names is table of varchar2(128);

  -- 所有检查项读取的视图 / every view that the checks read
  l_views constant t_names := t_names(
    'V$ARCHIVED_LOG', 'V$ARCHIVE_DEST', 'V$ARCHIVE_DEST_STATUS', 'V$ARCHIVE_GAP', 'V$ASM_DISKGROUP_STAT', 'V$BACKUP',
    'V$BACKUP_CORRUPTION', 'V$BACKUP_DATAFILE', 'V$BACKUP_SET', 'V$CONTROLFILE', 'V$DATABASE',
    'V$DATABASE_BLOCK_CORRUPTION', 'V$DATAFILE', 'V$DATAFILE_COPY', 'V$DATAFILE_HEADER', 'V$DATAGUARD_STATS',
    'V$DIAG_INFO', 'V$INSTANCE', 'V$LOG', 'V$LOGFILE', 'V$LOG_HISTORY', 'V$PARAMETER', 'V$RECOVERY_AREA_USAGE',
    'V$RECOVERY_FILE_DEST', 'V$RECOVER_FILE', 'V$RMAN_BACKUP_JOB_DETAILS', 'V$SPPARAMETER', 'V$STANDBY_LOG',
    'V$TABLESPACE', 'V$TEMPFILE', 'V$THREAD',
    'GV$ARCHIVE_DEST', 'GV$ASM_OPERATION', 'GV$FAST_START_TRANSACTIONS', 'GV$FILESTAT', 'GV$GG_APPLY_COORDINATOR',
    'GV$GOLDENGATE_CAPTURE', 'GV$INSTANCE', 'GV$MANAGED_STANDBY', 'GV$OSSTAT', 'GV$PARAMETER', 'GV$PROCESS',
    'GV$PWFILE_USERS', 'GV$RESOURCE_LIMIT', 'GV$SESSION', 'GV$SORT_SEGMENT', 'GV$SQLAREA', 'GV$SQLSTATS',
    'GV$SYSSTAT', 'GV$SYSTEM_EVENT', 'GV$SYSTEM_PARAMETER', 'GV$SYS_TIME_MODEL', 'GV$TEMPSEG_USAGE', 'GV$TEMPSTAT',
    'GV$TRANSACTION', 'GV$UNDOSTAT',
    'DBA_2PC_PENDING', 'DBA_APPLY', 'DBA_APPLY_ERROR', 'DBA_AUTOTASK_CLIENT', 'DBA_CAPTURE', 'DBA_CONSTRAINTS',
    'DBA_DATAPUMP_JOBS', 'DBA_DATA_FILES', 'DBA_ERRORS', 'DBA_FREE_SPACE', 'DBA_GG_INBOUND_PROGRESS',
    'DBA_GOLDENGATE_INBOUND', 'DBA_INDEXES', 'DBA_IND_PARTITIONS', 'DBA_IND_SUBPARTITIONS', 'DBA_JOBS', 'DBA_LOBS',
    'DBA_MVIEWS', 'DBA_OBJECTS', 'DBA_OUTSTANDING_ALERTS', 'DBA_PART_TABLES', 'DBA_PROFILES', 'DBA_RECYCLEBIN',
    'DBA_REGISTRY', 'DBA_REGISTRY_HISTORY', 'DBA_ROLE_PRIVS', 'DBA_ROLLBACK_SEGS', 'DBA_SCHEDULER_GLOBAL_ATTRIBUTE',
    'DBA_SCHEDULER_JOBS', 'DBA_SCHEDULER_JOB_RUN_DETAILS', 'DBA_SCHEDULER_RUNNING_JOBS', 'DBA_SEGMENTS',
    'DBA_SEQUENCES', 'DBA_SYNONYMS', 'DBA_TABLES', 'DBA_TABLESPACES', 'DBA_TAB_PARTITIONS', 'DBA_TEMP_FILES',
    'DBA_TRIGGERS', 'DBA_UNDO_EXTENTS', 'DBA_USERS', 'DBA_USERS_WITH_DEFPWD',
    'NLS_DATABASE_PARAMETERS'
  );
  -- 需要 Diagnostics Pack 许可 / these need the Diagnostics Pack
  l_licensed constant t_names := t_names(
    'DBA_HIST_TBSPC_SPACE_USAGE'
  );

  l_granted pls_integer := 0;

  procedure give(p_names in t_names) is
    l_owner  varchar2(128);
    l_object varchar2(128);
  begin
    for i in 1 .. p_names.count loop
      begin
        select s.table_owner, s.table_name
          into l_owner, l_object
          from dba_synonyms s
         where s.owner = 'PUBLIC'
           and s.synonym_name = p_names(i);
        execute immediate 'grant select on "' || l_owner || '"."' || l_object || '" to ' || l_user;
        l_granted := l_granted + 1;
      exception
        when no_data_found then
          dbms_output.put_line('  本版本没有 / not in this version: ' || p_names(i));
      end;
    end loop;
  end give;
begin
  execute immediate 'grant create session to ' || l_user;

  give(l_views);
  if upper('&opsctl_pack') = 'Y' then
    give(l_licensed);
  end if;
  if upper('&opsctl_gg') <> '-' then
    -- GG_LAG 属于 GoldenGate 管理用户，db.ogg-heartbeat 不带用户名读它
    -- GG_LAG belongs to the GoldenGate schema; db.ogg-heartbeat reads it without a schema name
    execute immediate 'grant select on "' || upper('&opsctl_gg') || '"."GG_LAG" to ' || l_user;
    execute immediate 'create or replace synonym ' || l_user || '.gg_lag for "' || upper('&opsctl_gg') || '"."GG_LAG"';
  end if;

  dbms_output.put_line('已授权视图 / views granted: ' || l_granted);
end;
/

undefine opsctl_password
set feedback on verify on
