// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {Vm} from "forge-std/Vm.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice The recognised value: down at once, up no faster than the bound, and never moved by the market.
contract AccrualTest is VaultFixture {
    uint256 private constant YEAR = 365 days;
    StrategyDouble internal strategy;

    function setUp() public override {
        super.setUp();
        _deposit(alice, 100e18 - SEED);
        strategy = _addStrategy();
        _deploy(strategy, 50e18);
    }

    function test_ALossShowsAtOnce() public {
        strategy.lose(20e18);
        assertEq(vault.totalAssets(), 80e18, "before anyone stored it");
        vault.sync();
        (uint256 accrued,) = vault.accrual();
        assertEq(accrued, 80e18);
    }

    function test_AGainIsRecognisedNoFasterThanTheRate() public {
        strategy.gain(10e18);
        assertEq(vault.totalAssets(), 100e18, "nothing in the block in which it appears");
        skip(36.5 days);
        // A tenth of a year at a tenth a year of the 100 that were recognised; the windfall does not raise its own limit.
        assertEq(vault.totalAssets(), 101e18);
        skip(YEAR);
        assertEq(vault.totalAssets(), 110e18, "and not more than there is");
    }

    function test_SyncingOftenRecognisesNoMore() public {
        strategy.gain(10e18);
        for (uint256 i; i < 365; ++i) {
            skip(0.1 days);
            vault.sync();
        }
        // 365 steps compound: 100 × (1 + 0.01 / 365)^365, which is under 100 × e^0.01.
        assertApproxEqAbs(vault.totalAssets(), 101.005e18, 0.0001e18);
        assertLe(vault.totalAssets(), 101.005017e18);
    }

    function test_ARisingParIsRecognisedAtTheRateToo() public {
        _lever(strategy, 50e18, 3);
        oracle.setPar(PAR * 101 / 100);
        assertEq(vault.totalAssets(), 100e18);
        skip(YEAR);
        // The loop owes 100 LST of ETH at the old par, which shrink by 1/101 at the new one.
        assertApproxEqAbs(vault.totalAssets(), 100e18 + uint256(100e18) / 101, 1e3);
    }

    function test_AFallingParIsALossAtOnce() public {
        _lever(strategy, 50e18, 3);
        oracle.setPar(PAR * 95 / 100);
        assertApproxEqAbs(vault.totalAssets(), 100e18 - uint256(100e18) / 19, 1e3);
    }

    function test_AMarketHaircutLeavesNoTrace() public {
        _lever(strategy, 50e18, 3);
        uint256 before = vault.previewRedeem(10e18);
        (uint256 accruedBefore,) = vault.accrual();

        oracle.setMarket(PAR * 90 / 100);
        assertLt(vault.previewRedeem(10e18), before);
        vault.sync();
        oracle.setMarket(PAR);

        (uint256 accrued,) = vault.accrual();
        assertEq(accrued, accruedBefore);
        assertEq(vault.previewRedeem(10e18), before);
    }

    function test_ATotalLossIsWorthNothingAndRecoversAtTheRate() public {
        _deploy(strategy, 50e18);
        strategy.lose(100e18);
        vault.sync();
        assertEq(vault.totalAssets(), 0);
        assertEq(vault.previewRedeem(100e18), 0, "nor is the virtual share paid for");

        strategy.gain(100e18);
        assertEq(vault.totalAssets(), 0);
        skip(YEAR / 2);
        assertEq(vault.totalAssets(), 5e18);
        vault.sync();
        skip(20 * YEAR);
        assertEq(vault.totalAssets(), 100e18);
    }

    function test_ADebtOverTheAssetsCountsAsNothing() public {
        _lever(strategy, 50e18, 8);
        strategy.lose(300e18);
        vault.sync();
        assertEq(vault.totalAssets(), 0);
        assertEq(vault.valuation().navPar, 0);
        assertEq(vault.valuation().bid, 0);
    }

    function test_EmitsAccruedWhereTheValueMoved() public {
        strategy.lose(1e18);
        vm.expectEmit(address(vault));
        emit IVaultTypes.Accrued(100e18, 99e18, 99e18);
        vault.sync();
    }

    function test_SaysNothingWhereNothingMoved() public {
        vm.recordLogs();
        vault.sync();
        Vm.Log[] memory logs = vm.getRecordedLogs();
        assertEq(logs.length, 1);
        assertEq(logs[0].topics[0], IVaultTypes.Synced.selector);
    }

    function test_ADepositCommitsWhatTimeHasRecognised() public {
        strategy.gain(10e18);
        vault.sync();
        skip(30 minutes);
        uint256 before = vault.totalAssets();
        _deposit(bob, 1e18);
        (uint256 accrued, uint256 accruedAt) = vault.accrual();
        assertEq(accrued, before + 1e18);
        assertEq(accruedAt, block.timestamp);
    }

    function testFuzz_NeverRisesFasterThanTheRate(uint256 gained, uint32[6] memory pauses, uint8 syncs) public {
        uint256 before = vault.totalAssets();
        uint256 most = 100e18 + bound(gained, 0, 100e18);
        strategy.gain(most - 100e18);
        uint256 elapsed;
        for (uint256 i; i < pauses.length; ++i) {
            uint256 pause = bound(pauses[i], 0, 30 days);
            skip(pause);
            elapsed += pause;
            if (syncs >> i & 1 == 1) vault.sync();
        }
        // Each step is measured on what was recognised before it, so that all of them stay under the rate on the last.
        uint256 recognised = vault.totalAssets();
        assertLe(recognised - before, recognised * GAIN_RATE * elapsed / (1e18 * YEAR));
        assertLe(recognised, most);
    }
}
