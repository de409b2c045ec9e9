// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {IRouter} from "contracts/interfaces/IRouter.sol";
import {ThiefMoves} from "test/fork/router/ThiefMoves.sol";
import {Mainnet} from "test/support/Mainnet.sol";

interface IPermit2Nonces {
    function nonceBitmap(address owner, uint256 word) external view returns (uint256);
}

/// @notice ATTACKS rows 16, 25 and 26: whatever a stranger calls, with whatever arguments and funds, who has approved the router for everything keeps
/// tokens, approvals and signatures, and what lies in the router stays there.
contract RouterTheftTest is ThiefMoves {
    uint256 private ticket;

    function setUp() public override {
        super.setUp();
        ticket = _giveAll(alice);
        _giveAll(address(this));
        LST.transfer(address(router), 1e18);
        WETH.transfer(address(router), 1e18);
        STETH.transferShares(address(router), 1e18);
        vault.transfer(address(router), 1e18);
        vm.deal(address(router), 1e18);
    }

    modifier everybodyKeepsAll() {
        uint256[] memory before = _holdings();
        bytes32 approvals = _approvals();
        uint256[] memory held = _held();
        _;
        uint256[] memory afterwards = _holdings();
        for (uint256 i; i < before.length; ++i) {
            // More where the thief has named alice the receiver.
            assertGe(afterwards[i], before[i], "alice has less");
        }
        assertEq(_approvals(), approvals, "an approval or a nonce of alice's moved");
        assertEq(IERC721(Mainnet.WITHDRAWAL_QUEUE).ownerOf(ticket), alice, "the ticket");
        assertEq(_held(), held, "what lay in the router moved");
        _assertNoApprovals();
    }

    function testFuzz_AStrangerMovesNobodysTokens(uint256 seed, bool wealthy) public everybodyKeepsAll {
        if (wealthy) {
            _giveAll(thief);
            _giveAll(address(hostile));
        }
        vm.deal(thief, 10 * OWN);
        for (uint256 i; i < 4; ++i) {
            uint256 own = _next(seed, 100 + i);
            uint256 value = own % 4 == 0 ? 1e18 : 0;
            _attempt(_move(own, 2), value);
        }
    }

    /// @dev Else the fuzz above would be one of calls that fail for want of funds.
    function test_EachMoveSucceedsForWhoHasTheFunds() public everybodyKeepsAll {
        _giveAll(thief);
        _giveAll(address(hostile));
        for (uint256 kind; kind < KINDS; ++kind) {
            // Only the pool in a sale may call back.
            if (kind == 10) continue;
            assertTrue(_succeedsOnce(kind), vm.toString(kind));
        }
    }

    function _succeedsOnce(uint256 kind) private returns (bool ok) {
        for (uint256 seed; seed < 60 && !ok; ++seed) {
            uint256 before = vm.snapshotState();
            uint256 value = kind == 3 ? 1e17 : 0;
            vm.deal(thief, value);
            ok = _attempt(_call(kind, _next(kind, seed), 1), value);
            vm.revertToState(before);
        }
    }

    function _attempt(bytes memory call, uint256 value) private returns (bool ok) {
        vm.prank(thief);
        (ok,) = address(router).call{value: value}(call);
    }

    /// @dev Funds of each kind, a ticket, and the router approved for all of it. @return id The ticket.
    function _giveAll(address user) private returns (uint256 id) {
        _giveShares(user, 2 * OWN);
        _giveStEth(user, OWN);
        _giveWeth(user, OWN);
        deal(address(LST), user, OWN + 1e18);
        vm.startPrank(user);
        address[2] memory spenders = [address(router), PERMIT2];
        for (uint256 i; i < 2; ++i) {
            LST.approve(spenders[i], type(uint256).max);
            WETH.approve(spenders[i], type(uint256).max);
            STETH_TOKEN.approve(spenders[i], type(uint256).max);
            vault.approve(spenders[i], type(uint256).max);
        }
        IERC721(Mainnet.WITHDRAWAL_QUEUE).setApprovalForAll(address(router), true);
        id = router.redeemToWithdrawalRequests(1e18, user, 0)[0];
        vm.stopPrank();
    }

    function _holdings() private view returns (uint256[] memory all) {
        all = new uint256[](5);
        all[0] = vault.balanceOf(alice);
        all[1] = LST.balanceOf(alice);
        all[2] = WETH.balanceOf(alice);
        all[3] = STETH.sharesOf(alice);
        all[4] = alice.balance;
    }

    /// @dev To everybody who could have got one, and what shows that a signature was used.
    function _approvals() private view returns (bytes32 all) {
        address[9] memory spenders = [
            address(router),
            PERMIT2,
            address(vault),
            thief,
            address(hostile),
            address(UNISWAP),
            Mainnet.WITHDRAWAL_QUEUE,
            Mainnet.WSTETH,
            Mainnet.STETH
        ];
        IERC20[4] memory tokens = [LST, STETH_TOKEN, IERC20(address(WETH)), IERC20(address(vault))];
        for (uint256 i; i < tokens.length; ++i) {
            for (uint256 j; j < spenders.length; ++j) {
                all = keccak256(abi.encode(all, tokens[i].allowance(alice, spenders[j])));
            }
            if (i != 2) all = keccak256(abi.encode(all, IERC20Permit(address(tokens[i])).nonces(alice)));
        }
        return keccak256(abi.encode(all, IPermit2Nonces(PERMIT2).nonceBitmap(alice, 0)));
    }
}
