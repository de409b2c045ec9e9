// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {EigenLayerConfig} from "strategies/eigenlayer/EigenLayerConfig.sol";
import {IEigenLayerRestaking} from "strategies/eigenlayer/IEigenLayerRestaking.sol";
import {IEigenDelegation} from "strategies/eigenlayer/interfaces/IEigenDelegation.sol";
import {IWstEthWrapper} from "strategies/lido/interfaces/IWstEthWrapper.sol";

/// @notice What is restaked and queued, what it is worth, and the ways in and out of stETH without the loss of a wei.
abstract contract EigenLayerPosition is EigenLayerConfig {
    using SafeERC20 for IERC20;

    /* VIEWS */

    /// @inheritdoc IEigenLayerRestaking
    function restakedLst() public view returns (uint256 lst) {
        (lst,) = _restaked();
    }

    /// @inheritdoc IEigenLayerRestaking
    function withdrawals() public view returns (Withdrawal[] memory open) {
        (IEigenDelegation.Withdrawal[] memory queued, uint256[][] memory shares) =
            DELEGATION.getQueuedWithdrawals(address(this));
        open = new Withdrawal[](queued.length);
        for (uint256 i; i < queued.length; ++i) {
            bytes32 root = DELEGATION.calculateWithdrawalRoot(queued[i]);
            open[i] = Withdrawal(root, queued[i].delegatedTo, _worth(shares[i][0]), _dueBlock(queued[i]));
        }
    }

    /* INTERNAL */

    /// @dev Deposit shares, and what slashes have left of them in LST.
    function _restaked() internal view returns (uint256 lst, uint256 depositShares) {
        (uint256[] memory left, uint256[] memory deposited) =
            DELEGATION.getWithdrawableShares(address(this), _only(address(EIGEN_STRATEGY)));
        return (_worth(left[0]), deposited[0]);
    }

    /// @dev Each alone is rounded down, as it will be when it is paid.
    function _queuedLst() internal view returns (uint256 lst) {
        (, uint256[][] memory shares) = DELEGATION.getQueuedWithdrawals(address(this));
        for (uint256 i; i < shares.length; ++i) {
            lst += _worth(shares[i][0]);
        }
    }

    /// @dev LST that withdrawing EigenLayer's shares brings, to the wei.
    function _worth(uint256 shares) internal view returns (uint256 lst) {
        return STETH.getSharesByPooledEth(EIGEN_STRATEGY.sharesToUnderlyingView(shares));
    }

    function _dueBlock(IEigenDelegation.Withdrawal memory withdrawal) internal view returns (uint256) {
        return uint256(withdrawal.startBlock) + DELEGATION.minWithdrawalDelayBlocks() + 1;
    }

    function _lst() internal view returns (uint256) {
        return LST.balanceOf(address(this));
    }

    /// @return stEth What lies here, which is all of it.
    function _unwrap(uint256 lst) internal returns (uint256 stEth) {
        IWstEthWrapper(address(LST)).unwrap(lst);
        return _allStEth();
    }

    /// @return lst LST made of all stETH that lies here.
    function _wrapAll() internal returns (uint256 lst) {
        uint256 stEth = _allStEth();
        if (stEth == 0) return 0;
        IERC20(address(STETH)).forceApprove(address(LST), stEth);
        return IWstEthWrapper(address(LST)).wrap(stEth);
    }

    function _completeAs(IEigenDelegation.Withdrawal[] memory due, bool asTokens) internal {
        (address[][] memory tokens, bool[] memory modes) = _modes(due.length, asTokens);
        DELEGATION.completeQueuedWithdrawals(due, tokens, modes);
    }

    /// @dev Completes what is due, where EigenLayer lets it; a leaver does not wait for its switches.
    function _completeDue() internal {
        (IEigenDelegation.Withdrawal[] memory queued,) = DELEGATION.getQueuedWithdrawals(address(this));
        uint256 count;
        for (uint256 i; i < queued.length; ++i) {
            if (_dueBlock(queued[i]) <= block.number) queued[count++] = queued[i];
        }
        if (count == 0) return;
        IEigenDelegation.Withdrawal[] memory due = new IEigenDelegation.Withdrawal[](count);
        bytes32[] memory roots = new bytes32[](count);
        for (uint256 i; i < count; ++i) {
            due[i] = queued[i];
            roots[i] = DELEGATION.calculateWithdrawalRoot(due[i]);
        }
        (address[][] memory tokens, bool[] memory modes) = _modes(count, true);
        try DELEGATION.completeQueuedWithdrawals(due, tokens, modes) {
            emit Completed(roots, false, _wrapAll());
        } catch {}
    }

    function _only(address account) internal pure returns (address[] memory list) {
        list = new address[](1);
        list[0] = account;
    }

    function _modes(uint256 count, bool asTokens)
        private
        view
        returns (address[][] memory tokens, bool[] memory modes)
    {
        (tokens, modes) = (new address[][](count), new bool[](count));
        for (uint256 i; i < count; ++i) {
            (tokens[i], modes[i]) = (_only(address(STETH)), asTokens);
        }
    }

    /// @dev The least amount that moves all shares: the balance, which is rounded down, may leave one behind.
    function _allStEth() private view returns (uint256 stEth) {
        uint256 shares = STETH.sharesOf(address(this));
        stEth = STETH.getPooledEthByShares(shares);
        if (STETH.getSharesByPooledEth(stEth) < shares) ++stEth;
    }
}
