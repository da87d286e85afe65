part lspath
lspath -F 'status:name:parent:connection'
