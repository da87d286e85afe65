select cast(null as varchar2(128)) as con_name,
       h.patch_id,
       h.description,
       h.action,
       h.status,
       h.action_time,
       h.release_time,
       round(sysdate - h.release_time) as release_age_days,
       case when h.release_time = max(case when h.action = 'APPLY' and h.status = 'SUCCESS' then h.release_time end) over ()
                 and h.action = 'APPLY' and h.status = 'SUCCESS' then 'Y' else 'N' end as newest
  from (select to_char(r.patch_id, 'TM9') as patch_id,
               r.description,
               r.action,
               r.status,
               cast(r.action_time as date) as action_time,
               -- the release date is the last part of the version: 19.24.0.0.240716
               case when regexp_like(r.description, '[.][0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])([^0-9]|$)')
                    then to_date('20' || regexp_substr(r.description, '[.]([0-9]{6})([^0-9]|$)', 1, 1, null, 1), 'YYYYMMDD')
               end as release_time,
               row_number() over (partition by r.patch_id order by r.action_time desc) as rn
          from dba_registry_sqlpatch r) h
 where h.rn = 1
 order by h.action_time desc
