import { rowShader } from './row-layer.ts'

/**
 * Lines that were driven within a span of time and fade behind it: a tail behind each courier, or, with a long tail and little ink, flows
 * that grow where many have driven, for ink adds up. Rows as in `LegFloat`.
 */
const uniforms = `\
layout(std140) uniform momentLineUniforms {
  vec4 ink0;
  vec4 ink1;
  float timeS;
  float tailS;
  float width;
} momentLine;
`

export const momentLineUniforms = {
  name: 'momentLine',
  vs: uniforms,
  fs: uniforms,
  uniformTypes: { ink0: 'vec4<f32>', ink1: 'vec4<f32>', timeS: 'f32', tailS: 'f32', width: 'f32' },
} as const

export const momentLineVertex = `\
#version 300 es
#define SHADER_NAME moment-line-vertex
${rowShader}
out vec4 vInk;
out float vSide;

void main(void) {
  float time = momentLine.timeS;
  int row = gl_VertexID / 6;
  vec2 corner = cornerOf(gl_VertexID - 6 * row);
  vec4 ends = texelOf(2 * row);
  vec4 when = texelOf(2 * row + 1);
  float from = when.x;
  float to = when.y;
  // Who stands has driven nothing.
  if (from > time || to < time - momentLine.tailS || ends.xy == ends.zw) {
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    return;
  }
  float driven = to > from ? clamp((time - from) / (to - from), 0.0, 1.0) : 1.0;
  vec4 a = clipOf(ends.xy);
  vec4 b = clipOf(mix(ends.xy, ends.zw, driven));
  vec2 way = (b.xy / b.w - a.xy / a.w) * project.viewportSize;
  vec2 along = length(way) > 0.0 ? normalize(way) : vec2(1.0, 0.0);
  float half_width = momentLine.width / 2.0 + 0.5;
  // Half a width longer at each end, so that bends close.
  vec2 offset = vec2(along.y, -along.x) * corner.y * half_width + along * (corner.x * 2.0 - 1.0) * momentLine.width * 0.35;
  float age = time - mix(from, min(to, time), corner.x);
  float fade = clamp(1.0 - age / momentLine.tailS, 0.0, 1.0);
  vInk = when.w < 0.5 ? momentLine.ink0 : momentLine.ink1;
  vInk.a *= fade;
  vSide = corner.y * half_width;
  gl_Position = mix(a, b, corner.x);
  gl_Position.xy += project_pixel_size_to_clipspace(offset);
}
`

export const momentLineFragment = `\
#version 300 es
#define SHADER_NAME moment-line-fragment
precision highp float;
in vec4 vInk;
in float vSide;
out vec4 fragColor;

void main(void) {
  float cover = clamp(momentLine.width / 2.0 + 0.5 - abs(vSide), 0.0, 1.0);
  fragColor = vec4(vInk.rgb, vInk.a * cover);
  if (fragColor.a < 0.003) discard;
}
`
