// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {LeveredHandler} from "test/invariant/levered/LeveredHandler.sol";
import {LeveredVault} from "test/support/LeveredVault.sol";

/// @notice What docs/INVARIANTS.md says of the whole vault over a loop on the real Aave, whatever depositors, keeper, market, issuer and time do.
/// forge-config: default.isolate = false
/// forge-config: deep.isolate = false
contract LeveredInvariantsTest is LeveredVault {
    address private constant SEED_HOLDER = 0x000000000000000000000000000000000000dEaD;
    LeveredHandler internal handler;

    function setUp() public override {
        super.setUp();
        handler = new LeveredHandler(vault, loop, keeper, _openingLeverage());
        vm.allowCheatcodes(address(handler));
        targetContract(address(handler));
        bytes4[] memory selectors = new bytes4[](16);
        selectors[0] = LeveredHandler.deposit.selector;
        selectors[1] = LeveredHandler.mint.selector;
        selectors[2] = LeveredHandler.withdraw.selector;
        selectors[3] = LeveredHandler.redeem.selector;
        selectors[4] = LeveredHandler.exit.selector;
        selectors[5] = LeveredHandler.transferShares.selector;
        selectors[6] = LeveredHandler.roundTrip.selector;
        selectors[7] = LeveredHandler.leverTo.selector;
        selectors[8] = LeveredHandler.deployIdle.selector;
        selectors[9] = LeveredHandler.freeAssets.selector;
        selectors[10] = LeveredHandler.passTime.selector;
        selectors[11] = LeveredHandler.movePool.selector;
        selectors[12] = LeveredHandler.rebase.selector;
        selectors[13] = LeveredHandler.borrowWeth.selector;
        selectors[14] = LeveredHandler.supplyWeth.selector;
        selectors[15] = LeveredHandler.sync.selector;
        targetSelector(FuzzSelector({addr: address(handler), selectors: selectors}));
    }

    /// @dev The handler opens, in the first transaction of a run.
    function _open() internal pure override {}

    function _openingLeverage() internal pure virtual returns (uint256) {
        return LEVERAGE;
    }

    /// forge-config: default.invariant.runs = 500
    /// forge-config: default.invariant.depth = 100
    /// forge-config: default.invariant.include-push-bytes = false
    /// forge-config: deep.invariant.runs = 2000
    /// forge-config: deep.invariant.depth = 100
    /// forge-config: deep.invariant.include-push-bytes = false
    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_TheLeveredVault() public view {
        assertLe(vault.idle(), LST.balanceOf(address(vault)), "L1: idle is backed by tokens");
        assertEq(WETH.balanceOf(address(loop)) + address(loop).balance, 0, "L8: the loop left ether behind");
        assertEq(LST.allowance(address(loop), address(AAVE)), 0, "L8: the loop left an approval behind");
        assertEq(vault.balanceOf(SEED_HOLDER), 1e15, "L9: the seed stays");
    }

    /// @dev L2 to L7 at the end of each run, since the handler never forgets; L10 to L13 since they read everything.
    function afterInvariant() public {
        assertLe(handler.takenFromOthers(), 12, "L2: a user lowered the par price of the others");
        assertEq(handler.brokenPromises(), 0, "L3: a limit's promise was not kept");
        assertEq(handler.wrongPreviews(), 0, "L4: a preview differed from its call");
        assertEq(handler.bestRoundTrip(), 0, "L5: a round trip gained");
        assertEq(handler.underFloor(), 0, "L6: debt was taken on under the health floor");
        assertEq(handler.leftUnderFloor(), 0, "L6: a leaver took collateral under the health floor");
        assertEq(handler.exitOverBid(), 0, "L7: an exit paid more than a redemption");
        IVaultTypes.Valuation memory v = vault.valuation();
        assertLe(v.bid, v.ask, "L10: bid over ask");
        assertLe(v.accrued, v.navPar, "L11: more is recognised than is there");
        uint256 sum = vault.balanceOf(alice) + vault.balanceOf(SEED_HOLDER) + vault.balanceOf(address(handler));
        for (uint256 i; i < 4; ++i) {
            sum += vault.balanceOf(handler.users(i));
        }
        assertEq(sum, vault.totalSupply(), "L12: shares add up to the supply");
        // Everyone leaves: first what costs nothing, then by exit whatever the pool takes.
        for (uint256 i; i < 5; ++i) {
            address user = i == 4 ? alice : handler.users(i);
            uint256 most = vault.maxRedeem(user);
            vm.startPrank(user);
            if (most != 0) vault.redeem(most, user, user);
            uint256 rest = vault.balanceOf(user);
            if (rest != 0) try vault.exit(rest, 0, user) {} catch {}
            vm.stopPrank();
        }
        assertLe(vault.idle(), LST.balanceOf(address(vault)), "L13: solvent after everyone has left");
    }
}

/// @notice The same from a leverage that is a little above the floor.
/// forge-config: default.invariant.runs = 200
/// forge-config: default.invariant.depth = 100
/// forge-config: default.invariant.include-push-bytes = false
/// forge-config: default.invariant.fail-on-revert = true
/// forge-config: default.isolate = false
/// forge-config: deep.isolate = false
contract LeveredNearTheFloorInvariantsTest is LeveredInvariantsTest {
    function _openingLeverage() internal pure override returns (uint256) {
        return 900;
    }
}
