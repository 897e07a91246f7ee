/** A contract of `clinical.probe` that can be compiled, is retired and is shared with nobody; for specs. */
export const lawfulContract = `apiVersion: v3.1.0
kind: DataContract
id: clinical-probe
name: probe
version: 1.0.0
status: retired
domain: clinical
description: { purpose: Probe. }
team: { name: t, members: [{ username: steward }] }
slaProperties: []
customProperties:
  - { property: classification, value: internal }
  - { property: personalData, value: none }
  - { property: shareable, value: false }
  - { property: consumers, value: [] }
  - { property: recoveryRpoMinutes, value: 60 }
  - { property: recoveryRtoMinutes, value: 240 }
schema:
  - name: probe
    physicalType: table
    description: Probe.
    customProperties: [{ property: layer, value: silver }]
    quality: []
    properties:
      - name: row_id
        description: row_id.
        logicalType: string
        classification: internal
        required: true
        primaryKey: true
`;
