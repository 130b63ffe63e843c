import { rowShader } from './row-layer.ts'

/**
 * Points that exist for a span of time. A point outside its span is thrown behind the camera, so moving the clock changes one uniform and
 * nothing else. With `MOVES` a point travels from one position to another within its span. Rows as in `StayFloat` and `LegFloat`.
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
${rowShader}
out vec4 vFill;
out float vRadius;
out float vMarked;
out float vOuter;

vec4 colourOf(float level) {
  if (level < 0.0) return momentPoint.unknown;
  float at = clamp((level - momentPoint.levelFrom) / (momentPoint.levelTo - momentPoint.levelFrom), 0.0, 1.0) * 4.0;
  if (at < 1.0) return mix(momentPoint.ramp0, momentPoint.ramp1, at);
  if (at < 2.0) return mix(momentPoint.ramp1, momentPoint.ramp2, at - 1.0);
  if (at < 3.0) return mix(momentPoint.ramp2, momentPoint.ramp3, at - 2.0);
  return mix(momentPoint.ramp3, momentPoint.ramp4, at - 3.0);
}

void main(void) {
  float time = momentPoint.timeS;
  vec4 a = texelOf(2 * gl_VertexID);
  vec4 b = texelOf(2 * gl_VertexID + 1);
#ifdef MOVES
  vec2 span = b.xy;
  float lasts = span.y - span.x;
  vec2 place = mix(a.xy, a.zw, lasts > 0.0 ? clamp((time - span.x) / lasts, 0.0, 1.0) : 1.0);
  float id = b.z;
  float level = b.w;
  vec2 aside = vec2(0.0);
#else
  vec2 span = a.zw;
  vec2 place = a.xy;
  float id = b.y;
  float level = b.x;
  vec2 aside = b.zw * momentPoint.spread;
#endif
  if (time < span.x || time >= span.y) {
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    gl_PointSize = 1.0;
    return;
  }
  vMarked = id == momentPoint.selected ? 1.0 : 0.0;
  vRadius = momentPoint.radius + vMarked;
  vOuter = vRadius + momentPoint.edgeWidth + 0.5 + vMarked * 5.0;
  vFill = colourOf(level);
  gl_Position = clipOf(place);
  gl_Position.xy += project_pixel_size_to_clipspace(aside);
  gl_PointSize = 2.0 * vOuter * project.devicePixelRatio;
}
`

export const momentPointFragment = `\
#version 300 es
#define SHADER_NAME moment-point-fragment
precision highp float;
in vec4 vFill;
in float vRadius;
in float vMarked;
in float vOuter;
out vec4 fragColor;

float cover(float distance) {
  return clamp(0.5 - distance, 0.0, 1.0);
}

void main(void) {
  float away = length(gl_PointCoord - 0.5) * 2.0 * vOuter;
  float inner = cover(away - vRadius);
  float outer = cover(away - vRadius - momentPoint.edgeWidth);
  vec4 dot = vec4(mix(momentPoint.edge.rgb, vFill.rgb, inner), outer * mix(momentPoint.edge.a, vFill.a, inner));
  float ring = vMarked * cover(abs(away - vRadius - 3.5) - 1.0);
  fragColor = mix(dot, momentPoint.mark, ring);
  if (fragColor.a < 0.004) discard;
}
`
