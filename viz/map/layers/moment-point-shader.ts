/**
 * Points that exist for a span of time. A point outside its span is thrown behind the camera, so moving the clock changes one uniform and
 * no attribute. With `MOVES` a point travels from one position to another within its span.
 */
const uniforms = `\
layout(std140) uniform momentPointUniforms {
  vec4 ramp0;
  vec4 ramp1;
  vec4 ramp2;
  vec4 ramp3;
  vec4 ramp4;
  vec4 unknown;
  vec4 edge;
  vec4 mark;
  float levelFrom;
  float levelTo;
  float timeS;
  float selected;
  float radius;
  float edgeWidth;
  float spread;
} momentPoint;
`

export const momentPointUniforms = {
  name: 'momentPoint',
  vs: uniforms,
  fs: uniforms,
  uniformTypes: {
    ramp0: 'vec4<f32>',
    ramp1: 'vec4<f32>',
    ramp2: 'vec4<f32>',
    ramp3: 'vec4<f32>',
    ramp4: 'vec4<f32>',
    unknown: 'vec4<f32>',
    edge: 'vec4<f32>',
    mark: 'vec4<f32>',
    levelFrom: 'f32',
    levelTo: 'f32',
    timeS: 'f32',
    selected: 'f32',
    radius: 'f32',
    edgeWidth: 'f32',
    spread: 'f32',
  },
} as const

export const momentPointVertex = `\
#version 300 es
#define SHADER_NAME moment-point-vertex
in vec3 positions;
in vec2 instanceFrom;
in float instanceLevel;
in float instanceIds;
in vec2 instanceSpan;
#ifdef MOVES
in vec2 instanceTo;
#else
in vec2 instanceSpread;
#endif
out vec2 vPixel;
out vec4 vFill;
out float vRadius;
out float vMarked;

vec4 colourOf(float level) {
  if (isnan(level)) return momentPoint.unknown;
  float at = clamp((level - momentPoint.levelFrom) / (momentPoint.levelTo - momentPoint.levelFrom), 0.0, 1.0) * 4.0;
  if (at < 1.0) return mix(momentPoint.ramp0, momentPoint.ramp1, at);
  if (at < 2.0) return mix(momentPoint.ramp1, momentPoint.ramp2, at - 1.0);
  if (at < 3.0) return mix(momentPoint.ramp2, momentPoint.ramp3, at - 2.0);
  return mix(momentPoint.ramp3, momentPoint.ramp4, at - 3.0);
}

void main(void) {
  float time = momentPoint.timeS;
  bool isSeen = time >= instanceSpan.x && time < instanceSpan.y;
#ifdef MOVES
  float lasts = instanceSpan.y - instanceSpan.x;
  vec2 place = mix(instanceFrom, instanceTo, lasts > 0.0 ? clamp((time - instanceSpan.x) / lasts, 0.0, 1.0) : 1.0);
  vec2 aside = vec2(0.0);
#else
  vec2 place = instanceFrom;
  vec2 aside = instanceSpread * momentPoint.spread;
#endif
  if (!isSeen) {
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    return;
  }
  vMarked = instanceIds == momentPoint.selected ? 1.0 : 0.0;
  vRadius = momentPoint.radius + vMarked;
  float outer = vRadius + momentPoint.edgeWidth + 1.0 + vMarked * 5.0;
  vPixel = positions.xy * outer;
  vFill = colourOf(instanceLevel);
  gl_Position = project_position_to_clipspace(vec3(place, 0.0), vec3(0.0), vec3(0.0), geometry.position);
  gl_Position.xy += project_pixel_size_to_clipspace(aside + vPixel);
}
`

export const momentPointFragment = `\
#version 300 es
#define SHADER_NAME moment-point-fragment
precision highp float;
in vec2 vPixel;
in vec4 vFill;
in float vRadius;
in float vMarked;
out vec4 fragColor;

float cover(float distance) {
  return clamp(0.5 - distance, 0.0, 1.0);
}

void main(void) {
  float away = length(vPixel);
  float inner = cover(away - vRadius);
  float outer = cover(away - vRadius - momentPoint.edgeWidth);
  vec4 dot = vec4(mix(momentPoint.edge.rgb, vFill.rgb, inner), outer * mix(momentPoint.edge.a, vFill.a, inner));
  float ring = vMarked * cover(abs(away - vRadius - 3.5) - 1.0);
  fragColor = mix(dot, momentPoint.mark, ring);
  if (fragColor.a < 0.004) discard;
}
`
