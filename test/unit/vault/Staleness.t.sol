// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice Stored sums may cost an entrant, never the others; older than the limit they are read anew.
contract StalenessTest is VaultFixture {
    StrategyDouble internal strategy;

    function setUp() public override {
        super.setUp();
        _deposit(alice, 100e18);
        strategy = _addStrategy();
        _lever(strategy, 50e18, 4);
    }

    function test_AnEntryReadsStrategiesOnceTheSumsAreOlderThanTheLimit() public {
        _fund(bob, 1e18);
        skip(STALENESS + 1);
        vm.expectCall(address(strategy), abi.encodeWithSelector(IStrategy.exposure.selector), 1);
        vm.prank(bob);
        vault.deposit(1e18, bob);
        (,, uint256 syncedAt) = vault.sums();
        assertEq(syncedAt, block.timestamp);
    }

    function test_AnUnseenLossCostsTheEntrantOnly() public {
        strategy.lose(30e18);
        _deposit(bob, 100e18);
        assertLt(_bidValue(bob), 90e18, "he paid for what was gone");
        assertGt(_bidValue(alice), 70e18, "she lost no more than before he came");
    }

    function test_AnEntrantPaysTheMostThatMayBeRecognisedSinceTheSync() public {
        uint256 fresh = vault.previewDeposit(10e18);
        skip(STALENESS);
        uint256 stale = vault.previewDeposit(10e18);
        uint256 perYear = 1e18 * 365 days;
        assertApproxEqRel(stale, fresh * perYear / (perYear + uint256(GAIN_RATE) * STALENESS), 1e6);
    }

    function test_AnEntrantPaysItForAPositionWithoutDebtToo() public {
        strategy.setLegs(50e18, 0);
        vault.sync();
        uint256 fresh = vault.previewDeposit(10e18);
        skip(STALENESS);
        assertLt(vault.previewDeposit(10e18), fresh);
    }

    function test_AnEntrantPaysNoSuchThingWhereNothingIsDeployed() public {
        _free(strategy, 0);
        strategy.setLegs(0, 0);
        vault.sync();
        uint256 fresh = vault.previewDeposit(10e18);
        skip(STALENESS);
        assertEq(vault.previewDeposit(10e18), fresh);
    }

    function test_StoredSumsArePricedAtTheLiveRates() public {
        uint256 before = vault.previewDeposit(10e18);
        oracle.setPar(PAR * 11 / 10);
        assertLt(vault.previewDeposit(10e18), before, "par rose: the entrant pays it in the same block");
        oracle.setPar(PAR * 9 / 10);
        assertGt(vault.previewDeposit(10e18), before, "par fell: he pays for what is left");
        oracle.set(PAR, PAR * 11 / 10, true);
        assertEq(vault.previewDeposit(10e18), before, "a premium counts as par");
        oracle.set(PAR, PAR * 9 / 10, true);
        assertEq(vault.previewDeposit(10e18), before, "a discount is no discount for who enters a debtor");
        strategy.setLegs(100e18, 60e18);
        vault.sync();
        oracle.setMarket(PAR);
        before = vault.previewDeposit(10e18);
        oracle.setMarket(PAR * 9 / 10);
        assertLt(vault.previewDeposit(10e18), before, "but it raises the price of ETH that is owned");
    }

    function testFuzz_AnUnseenLossNeverCostsTheOthers(uint256 lost, uint256 assets, uint256 elapsed) public {
        _deposit(bob, 40e18);
        skip(bound(elapsed, 0, STALENESS));
        strategy.lose(bound(lost, 0, 49e18));
        uint256 before = _bidValue(alice) + _bidValue(bob);
        _deposit(eve, bound(assets, 1e9, 1e24));
        assertGe(_bidValue(alice) + _bidValue(bob) + 2, before);
        assertLe(_bidValue(eve), lst.balanceOf(address(vault)));
    }

    function testFuzz_AGainWithinTheBoundSinceTheSyncIsNotDiluted(uint256 gained, uint256 assets, uint256 elapsed)
        public
    {
        elapsed = bound(elapsed, 1, STALENESS);
        skip(elapsed);
        uint256 nav = vault.valuation().navPar;
        strategy.gain(bound(gained, 0, nav * GAIN_RATE / 1e18 * elapsed / 365 days));
        uint256 before = _parValue(alice);
        _deposit(eve, bound(assets, 1e9, 1e24));
        assertGe(_parValue(alice), before);
    }

    function _parValue(address user) private view returns (uint256) {
        return vault.balanceOf(user) * (vault.valuation().navPar + VIRTUAL) / (vault.totalSupply() + VIRTUAL);
    }
}
