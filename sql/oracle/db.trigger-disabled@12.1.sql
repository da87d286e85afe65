select t.con_name,
       t.owner,
       t.trigger_name,
       t.base_object_type,
       t.table_owner,
       t.table_name,
       t.trigger_type,
       t.triggering_event,
       t.status
  from (select cast(null as varchar2(128)) as con_name, t.owner, t.trigger_name, trim(t.base_object_type) as base_object_type, t.table_owner, t.table_name,
               t.trigger_type, trim(t.triggering_event) as triggering_event, t.status
          from dba_triggers t
         where t.status = 'DISABLED'
           and t.trigger_name not like 'BIN$%'
           and t.owner not in (select u.username from dba_users u where u.oracle_maintained = 'Y')
         order by t.owner, t.trigger_name) t
 where rownum <= 1000
