export default {
  evidence: {
    title: 'Please check',
    why: 'Comparing photos, times and places, the system noticed this. It is a hint, not a finding; what is on the spot counts.',
    photo: 'See this photo',
    sameCase: 'see {number}',
    mark: 'Please check this photo',
  },
} as const;
