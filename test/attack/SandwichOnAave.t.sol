// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {LeveredAttack} from "test/attack/LeveredAttack.sol";

/// @notice Sandwiches, on the real market: eve enters before and leaves after a gain, a loss report or a deposit, or trades around a batch.
contract SandwichOnAaveTest is LeveredAttack {
    /// forge-config: default.fuzz.runs = 64
    function testFuzz_InAndOutAroundAGainEarnsNothing(uint256 assets, uint256 bps, bool reported, bool byExit) public {
        assets = bound(assets, 1e12, 5_000e18);
        uint256 before = _owned(alice);
        _enter(eve, assets);
        _rebase(int256(bound(bps, 1, 300)));
        if (reported) vault.sync();
        assertLe(_worth(eve), assets);
        _leave(eve, byExit);
        assertLe(_worth(eve), assets, "attacker's profit");
        assertGe(_owned(alice) + ROUNDING, before, "a gain that others paid for");
    }

    /// @dev In after the gain, before or after its report: she pays for it, and those who made it keep it.
    /// forge-config: default.fuzz.runs = 64
    function testFuzz_WhoEntersAfterAGainPaysForIt(uint256 assets, uint256 bps, bool reported, bool byExit) public {
        assets = bound(assets, 1e12, 5_000e18);
        _rebase(int256(bound(bps, 1, 300)));
        if (reported) vault.sync();
        uint256 before = _owned(alice);
        _enter(eve, assets);
        assertGe(_owned(alice) + ROUNDING, before, "victims' loss on her way in");
        _leave(eve, byExit);
        assertLe(_worth(eve), assets, "attacker's profit");
        assertGe(_owned(alice) + ROUNDING, before, "victims' loss");
    }

    /// @dev Interest and rewards of the time that she stays: her part of what is recognised in it, and no more.
    /// forge-config: default.fuzz.runs = 32
    function testFuzz_WhoStaysGetsThatTimesPart(uint256 assets, uint256 bps, uint256 held, bool byExit) public {
        assets = bound(assets, 1e15, 5_000e18);
        held = bound(held, 12, 7 days);
        _enter(eve, assets);
        _rebase(int256(bound(bps, 1, 300)));
        _passTime(held);
        _leave(eve, byExit);
        assertLe(_worth(eve), assets + assets * vault.maxGainRateWad() / WAD * held / 365 days, "attacker's profit");
    }

    /// @dev Between the loss and its report she buys at the price after it, and what the report says changes nothing for her.
    /// forge-config: default.fuzz.runs = 64
    function testFuzz_InAndOutAroundALossReportEarnsNothing(uint256 assets, uint256 bps, bool byExit) public {
        assets = bound(assets, 1e12, 5_000e18);
        _rebase(-int256(bound(bps, 1, 1_000)));
        uint256 before = _owned(alice);
        _enter(eve, assets);
        vault.sync();
        _leave(eve, byExit);
        assertLe(_worth(eve), assets, "attacker's profit");
        assertGe(_owned(alice) + ROUNDING, before, "victims' loss");
    }

    /// @dev In before it happens: her part of the loss is hers, whichever way she leaves.
    /// forge-config: default.fuzz.runs = 64
    function testFuzz_NobodyLeavesAheadOfALossReport(uint256 assets, uint256 bps, bool byExit) public {
        assets = bound(assets, 1e15, 5_000e18);
        _enter(eve, assets);
        _rebase(-int256(bound(bps, 1, 1_000)));
        uint256 before = _owned(alice);
        _leave(eve, byExit);
        vault.sync();
        assertGe(_owned(alice) + ROUNDING, before, "she left at the price before the loss");
    }

    /// @dev Around another's deposit: she enters, moves the pool either way, lets bob in, moves it back and leaves.
    /// forge-config: default.fuzz.runs = 64
    function testFuzz_ADepositCannotBeSandwiched(uint256 assets, uint256 victims, uint256 poolBps, bool byExit) public {
        (assets, victims) = (bound(assets, 1e12, 5_000e18), bound(victims, 1e12, 5_000e18));
        uint160 home = _sqrtPrice();
        _enter(eve, assets);
        int256 traded = _trade(_sqrtAt(bound(poolBps, 8_000, 11_000)));
        _enter(depositor, victims);
        traded += _trade(home);
        _leave(eve, byExit);
        assertLe(traded, 0);
        assertLe(_worth(eve), assets, "attacker's profit");
        assertGe(_owned(depositor) + ROUNDING, victims, "victim's loss");
    }

    /* AROUND A BATCH */

    /// @dev Without it the next two could hold because every batch is refused.
    function test_BatchesRunAroundTheirBounds() public {
        assertTrue(_tryBatch(_down(100e18, NO_BOUND)));
        assertTrue(_tryBatch(_up(100e18, 0)));
        _trade(_sqrtAt(9_900));
        assertFalse(_tryBatch(_down(100e18, NO_BOUND)));
    }

    /// @dev The keeper levers up between eve's two trades. At or over par the loop buys from the issuer, under par she has made it cheaper for him.
    /// forge-config: default.fuzz.runs = 48
    function testFuzz_ALeverUpCannotBeSandwiched(uint256 poolBps, uint256 eth) public {
        eth = bound(eth, 1e18, 600e18);
        uint160 home = _sqrtPrice();
        uint256 before = vault.valuation().navPar;
        int256 gained = _trade(_sqrtAt(bound(poolBps, 9_700, 10_300)));
        _tryBatch(_up(eth, 0));
        gained += _trade(home);
        assertLe(gained, 0, "attacker's profit");
        assertGe(
            vault.valuation().navPar + eth / 1_000,
            before,
            "victims' loss: no more than a tenth of a percent of what was traded"
        );
    }

    /// @dev The keeper levers down between eve's two trades: what she takes is under the strategy's 30 bps (and the oracle's tolerance of 10) of what
    /// was sold, and beyond that the batch does not run.
    /// forge-config: default.fuzz.runs = 48
    function testFuzz_ALeverDownIsSandwichedForItsBoundAtMost(uint256 poolBps, uint256 eth) public {
        eth = bound(eth, 1e18, 1_500e18);
        uint160 home = _sqrtPrice();
        uint256 before = vault.valuation().navPar;
        int256 gained = _trade(_sqrtAt(bound(poolBps, 9_700, 10_000)));
        bool ran = _tryBatch(_down(eth, NO_BOUND));
        gained += _trade(home);
        uint256 bounded = ran ? eth * WAD / _par() * 41 / BPS : 0;
        uint256 left = vault.valuation().navPar;
        assertGe(left + bounded + ROUNDING, before, "victims' loss");
        assertLe(gained, int256(bounded), "attacker's profit");
    }

    function _tryBatch(bytes memory data) private returns (bool) {
        IVaultTypes.Action[] memory actions = new IVaultTypes.Action[](1);
        actions[0] = IVaultTypes.Action(IVaultTypes.ActionKind.Manage, address(loop), 0, data);
        IVaultTypes.BatchTerms memory terms =
            IVaultTypes.BatchTerms(vault.rebalanceNonce(), uint64(block.timestamp), bytes32(0));
        vm.prank(keeper);
        try vault.rebalance(actions, terms) {
            return true;
        } catch {
            return false;
        }
    }
}
