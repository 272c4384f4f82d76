/**
 * Name of the picture that was deployed with a definition `t`: `<file>.<key>.<ending>`, or `<file>.<ending>` for all of its
 * file; null where there is none. A lateral join, called `picture`.
 */
export const PICTURE_JOIN = `LEFT JOIN LATERAL (
    SELECT r.name FROM deployment_resource r, regexp_replace(t.resource, '(bpmn20\\.xml|dmn11\\.xml|bpmn|dmn)$', '') base
    WHERE r.deployment_id = t.deployment_id AND r.name ~* '\\.(png|jpg|gif|svg)$'
      AND regexp_replace(r.name, '[^.]*$', '') IN (base, base || t.key || '.')
    ORDER BY length(r.name) DESC, r.name LIMIT 1
  ) picture ON true`;
