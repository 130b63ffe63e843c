import { describe, expect, it } from 'vitest'
import { editDistance, findSimilar } from './suggest.ts'
import { keyWords, numberFromText, unitBetweenKeys } from './units.ts'

describe('suggestions', () => {
  it.each([
    ['floatFactr', 'floatFactor'],
    ['floatfactor', 'floatFactor'],
    ['ratedEnergy', 'ratedEnergyWh'],
    ['masKg', 'massKg'],
    ['colour', null],
  ])('for %s: %s', (word, expected) => {
    expect(findSimilar(word, ['floatFactor', 'ratedEnergyWh', 'massKg', 'label'])).toBe(expected)
  })

  it('counts a swap of neighbours as one change', () => {
    expect(editDistance('haert', 'heart')).toBe(1)
    expect(editDistance('', 'abc')).toBe(3)
    expect(editDistance('kitten', 'sitting')).toBe(3)
  })
})

describe('units', () => {
  it.each([
    ['ratedEnergyKWh', 'ratedEnergyWh', 1000],
    ['massG', 'massKg', 0.001],
    ['feeCentPerBatteryMonth', 'feeEurPerBatteryMonth', 0.01],
    ['microEurPerKm', 'eurPerKm', 1e-6],
    ['swapAtSocPercent', 'swapAtSocFrac', 0.01],
    ['stopSeconds', 'stopMinutes', 1 / 60],
    ['maxSpeedMph', 'maxSpeedKmh', 1.609344],
    ['ratedEnergyKg', 'ratedEnergyWh', null],
    ['massKg', 'ratedEnergyWh', null],
  ])('%s instead of %s: factor %s', (wrong, right, factor) => {
    expect(unitBetweenKeys(wrong, right)).toBe(factor)
  })

  it.each([
    ['1.5 kWh', 'Wh', 1500],
    ['20 %', '1', 0.2],
    ['3,5', 'kg', 3.5],
    ['19 €', '€/month', 19],
    ['10 kg', 'Wh', null],
    ['many', 'Wh', null],
  ])('%j in %s is %s', (text, unit, expected) => {
    expect(numberFromText(text, unit)).toBe(expected)
  })

  it('takes keys apart at their units', () => {
    expect(keyWords('co2GramPerKWh')).toEqual(['co2', 'Gram', 'Per', 'KWh'])
  })
})
