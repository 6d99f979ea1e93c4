export default {
  evidence: {
    title: '请核对',
    why: '系统比对照片、时间和地点时注意到下面几点。这些只是提示，不是结论，请以现场为准。',
    photo: '看这张照片',
    sameCase: '见 {number}',
    mark: '请核对这张照片',
  },
} as const;
