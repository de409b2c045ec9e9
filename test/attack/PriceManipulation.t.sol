// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {LeveredAttack} from "test/attack/LeveredAttack.sol";
import {ISettableFeed} from "test/support/LeveredVault.sol";
import {Mainnet} from "test/support/Mainnet.sol";

/// @notice Oracle up and down, spot and TWAP manipulation, with the real oracle over the real pool and feed.
contract PriceManipulationTest is LeveredAttack {
    /// @dev One to fifty percent either way, within the block: no price of the vault moves by a wei.
    /// forge-config: default.fuzz.runs = 64
    function testFuzz_SpotPriceWithinABlockMovesNothing(uint256 poolBps) public {
        uint160 home = _sqrtPrice();
        bytes32 before = keccak256(abi.encode(vault.valuation(), vault.previewDeposit(1e18), vault.previewRedeem(1e18)));
        _trade(_sqrtAt(bound(poolBps, 5_000, 15_000)));
        bytes32 moved = keccak256(abi.encode(vault.valuation(), vault.previewDeposit(1e18), vault.previewRedeem(1e18)));
        assertEq(moved, before);
        _trade(home);
    }

    /// @dev Held for `held` seconds, until the TWAP of half an hour has followed in part or whole. Whichever way it was pushed: eve, who enters on one side
    /// of it and leaves on the other, gains nothing, and those who stay lose nothing.
    /// forge-config: default.fuzz.runs = 64
    function testFuzz_TwapManipulationEarnsNothing(
        uint256 poolBps,
        uint256 held,
        uint256 assets,
        bool before,
        bool byExit
    ) public {
        assets = bound(assets, 1e12, 2_000e18);
        uint160 home = _sqrtPrice();
        held = bound(held, 12, 2 hours);
        uint256 alices = _ownedAfter(held + 31 minutes);
        if (before) _enter(eve, assets);
        _trade(_sqrtAt(bound(poolBps, 8_200, 12_000)));
        _passTime(held);
        if (!before) _enter(eve, assets);
        _trade(home);
        _leave(eve, byExit);
        _passTime(31 minutes);
        uint256 time = held + 31 minutes;
        assertLe(_worth(eve), assets + assets * vault.maxGainRateWad() / WAD * time / 365 days, "attacker's profit");
        // Her collateral in Aave, or its absence, moves the borrow rate of a few hours by a trifle.
        assertGe(_owned(alice) + alices / 1e6, alices, "victims' loss");
    }

    /// @dev What alice would have had without eve.
    function _ownedAfter(uint256 time) private returns (uint256 alices) {
        uint256 before = vm.snapshotState();
        _passTime(time);
        alices = _owned(alice);
        vm.revertToState(before);
    }

    /// @dev The feed says more or less than it should, or jumps and returns.
    /// forge-config: default.fuzz.runs = 64
    function testFuzz_TheFeedUpOrDownEarnsNothing(uint256 enterBps, uint256 leaveBps, uint256 assets, bool byExit)
        public
    {
        assets = bound(assets, 1e12, 5_000e18);
        uint256 alices = _owned(alice);
        _setFeed(bound(enterBps, 5_000, 15_000));
        _enter(eve, assets);
        _setFeed(bound(leaveBps, 5_000, 15_000));
        _leave(eve, byExit);
        assertLe(_worth(eve), assets, "attacker's profit while it lasts");
        _setFeed(10_000);
        assertLe(_worth(eve), assets, "attacker's profit afterwards");
        assertGe(_owned(alice) + ROUNDING, alices, "victims' loss");
    }

    /// @dev Nor does the lender's own oracle price anything: it decides on health alone.
    /// forge-config: default.fuzz.runs = 32
    function testFuzz_TheLendersOracleMovesNoPrice(uint256 bps) public {
        bytes32 before = keccak256(abi.encode(vault.valuation()));
        _setLenderPrice(address(LST), bound(bps, 5_000, 15_000));
        assertEq(keccak256(abi.encode(vault.valuation())), before);
    }

    /// @dev The issuer's rate jumps by `bps` in the block: upwards it is recognised no faster than any gain, beyond the oracle's bounds not believed.
    /// forge-config: default.fuzz.runs = 48
    function testFuzz_TheIssuersRateUpOrDownEarnsNothing(uint256 enterBps, uint256 leaveBps, uint256 assets) public {
        assets = bound(assets, 1e12, 5_000e18);
        _rebase(int256(bound(enterBps, 0, 2_000)) - 1_000);
        _enter(eve, assets);
        _rebase(int256(bound(leaveBps, 0, 2_000)) - 1_000);
        _leave(eve, false);
        assertLe(_worth(eve), assets, "attacker's profit");
    }

    function _setFeed(uint256 bps) private {
        ISettableFeed(Mainnet.STETH_ETH_FEED).updateAnswer(int256(1e18 * bps / BPS));
    }
}
