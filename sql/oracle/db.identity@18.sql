select d.name                                 as db_name,
       d.db_unique_name,
       to_char(d.dbid, 'TM9')                 as dbid,
       i.version_full                         as version,
       d.database_role,
       d.open_mode,
       d.log_mode,
       d.flashback_on,
       d.force_logging,
       d.cdb,
       case when d.cdb = 'YES' then to_number(sys_context('USERENV', 'CON_ID')) else 0 end as con_id,
       case when d.cdb = 'YES' then sys_context('USERENV', 'CON_NAME') end                 as con_name,
       case when i.parallel = 'YES'
            then nvl((select max(to_number(p.value)) from v$parameter p where p.name = 'cluster_database_instances'), 1)
            else 1 end                        as instance_count,
       i.parallel,
       i.instance_name,
       i.host_name,
       d.platform_name                        as platform,
       d.created                              as db_created,
       i.startup_time,
       sysdate                                as db_time,
       sys_context('USERENV', 'SESSION_USER') as session_user
  from v$database d
 cross join v$instance i
